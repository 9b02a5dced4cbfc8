import { listAsk } from '../../harness/asks.ts';
import { finding, type Check } from '../../harness/check.ts';
import type { Exchange } from '../../harness/exchange.ts';
import { notRun, verdictOf } from '../../harness/verdict.ts';
import { sampleExchange, type Samples } from '../../harness/sample.ts';

/**
 * SEC-05: plain HTTP serves no data where the target is HTTPS. It is asked without a key, which must not travel in clear;
 * a redirect, a refusal, or nobody listening are all right.
 */
export const sec05: Check = {
  clause: 'SEC-05',
  *wants({ contract, target }) {
    const [first] = contract.operations;
    if (!first || !target.baseUrl.startsWith('https:')) return;
    yield { asks: [listAsk(first, {}, { key: null, via: 'plain-http' })], depth: 'quick', label: 'plain HTTP' };
  },
  judge(seen) {
    const sent = seen.ledger.all().filter(({ ask }) => ask.via === 'plain-http');
    if (!seen.target.baseUrl.startsWith('https:') && sent.length === 0) {
      return notRun('the target is plain HTTP itself: there is no HTTPS to fall back from');
    }
    const served = sent.filter(({ answer }: Exchange) => answer !== undefined && answer.status < 300);
    const findings = served.map(({ n, answer }) =>
      finding('plain HTTP', { want: 'a redirect, a refusal or no answer', got: String(answer?.status) }, seen, n),
    );
    return verdictOf(sent.length, findings, [], 'plain HTTP was not tried');
  },
};

const over = (status: number) => {
  const exchange = sampleExchange('probe', 0, { status, body: {} });
  return [{ ...exchange, ask: { ...exchange.ask, via: 'plain-http' as const } }];
};

/** The good server redirects; the rejected one serves. */
export const samples: Samples = { passes: over(308), rejects: over(200) };
