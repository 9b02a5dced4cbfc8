import type { Check } from '../../../verifier/check.ts';
import { httpDate } from '../../../verifier/http-date.ts';
import { header, type ApiResponse } from '../../../verifier/exchange.ts';
import { problem, type Samples } from '../../../verifier/samples/sample.ts';
import { notRun, verdictOf } from '../../../verifier/verdict.ts';
import { EVERYWHERE } from '../evidence/measured.ts';
import { every429 } from '../evidence/rejections.ts';
import { sampleBurst } from '../evidence/samples.ts';

/** LIM-12: a 429 is not cacheable and its body is not an error page. Any other body, or none, is tolerated. */
export const lim12: Check = {
  clause: 'LIM-12',
  judge({ recorder }) {
    const all = every429(recorder);
    if (all.length === 0) return notRun('nothing was rejected with 429 (see LIM-02 and LIM-03)');
    const cached = all.map(({ response }) => freshness(response)).find((value) => value !== undefined);
    const html = all.find(({ response }) => isPage(response));
    const labelled = all.some(({ response }) => isLabelledHtml(response) && !isPage(response));
    const findings = [
      ...(cached === undefined ? [] : [{ operation: EVERYWHERE, want: 'a 429 that no cache may keep', got: cached }]),
      ...(html === undefined
        ? []
        : [{ operation: EVERYWHERE, want: 'a 429 whose body is no HTML page', got: 'an HTML page', exchange: html.n }]),
    ];
    return verdictOf(all.length, findings, labelled ? ['the body of a 429 is labelled text/html and is no page'] : []);
  },
};

/** The header that lets a cache store the response: without one, no cache may store a 429 (RFC 9111, 3). */
function freshness(response: ApiResponse): string | undefined {
  const control = (response.headers['cache-control'] ?? []).join(', ').toLowerCase();
  if (/no-store|no-cache|private/.test(control)) return undefined;
  if (/public|(?:s-maxage|max-age)=[1-9]/.test(control)) return `Cache-Control: ${control}`;
  const expires = header(response, 'expires');
  const until = httpDate(expires);
  return !control && until !== undefined && until > (httpDate(header(response, 'date')) ?? Date.now())
    ? `Expires: ${expires}`
    : undefined;
}

/** An HTML document; a plain sentence is none, whatever its content type. */
function isPage({ text }: ApiResponse): boolean {
  return /^\s*(?:<\?xml[^>]*>\s*)?(?:<!--[^]*?-->\s*)*<(!doctype\s+html|html|head|body)\b/i.test(text);
}

function isLabelledHtml(response: ApiResponse): boolean {
  return /text\/html/i.test(header(response, 'content-type') ?? '');
}

export const samples: Samples = {
  passes: sampleBurst(50, 5),
  rejects: [
    sampleBurst(50, 5, problem(429, 'Too Many Requests', { 'cache-control': 'public, max-age=60' })),
    sampleBurst(50, 5, {
      status: 429,
      headers: { 'content-type': 'text/html' },
      body: '<html><h1>Slow down</h1></html>',
    }),
  ],
};
