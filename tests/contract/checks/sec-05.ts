import { listRequest } from '../../../verifier/requests.ts';
import { finding } from '../../../verifier/finding.ts';
import type { Check } from '../../../verifier/check.ts';
import type { Exchange } from '../../../verifier/exchange.ts';
import { notRun, verdictOf } from '../../../verifier/verdict.ts';
import { sampleExchange, type Samples } from '../../../verifier/samples/sample.ts';

/**
 * SEC-05: plain HTTP serves no data where the target is HTTPS. The request carries no key, which must not travel in clear. A
 * redirect, a rejection and a closed port all pass.
 */
export const sec05: Check = {
  clause: 'SEC-05',
  *requestGroups({ contract, target }) {
    const [first] = contract.operations;
    if (!first || !target.baseUrl.startsWith('https:')) return;
    yield { requests: [listRequest(first, {}, { key: null, via: 'plain-http' })], depth: 'quick', label: 'plain HTTP' };
  },
  judge(context) {
    const sent = context.recorder.all().filter(({ request }) => request.via === 'plain-http');
    if (!context.target.baseUrl.startsWith('https:') && sent.length === 0) {
      return notRun('the target is plain HTTP itself: there is no HTTPS to fall back from');
    }
    const served = sent.filter(({ response }: Exchange) => response !== undefined && response.status < 300);
    const findings = served.map(({ n, response }) =>
      finding(
        'plain HTTP',
        { want: 'a redirect, a rejection or no response', got: String(response?.status) },
        context,
        n,
      ),
    );
    return verdictOf(sent.length, findings, [], 'plain HTTP was not tried');
  },
};

const over = (status: number) => {
  const exchange = sampleExchange('probe', 0, { status, body: {} });
  return [{ ...exchange, request: { ...exchange.request, via: 'plain-http' as const } }];
};

/** The good server redirects; the broken one serves. */
export const samples: Samples = { passes: over(308), rejects: [over(200)] };
