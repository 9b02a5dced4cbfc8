import { listRequest, plainLists } from '../../../verifier/requests.ts';
import type { Case } from '../../../verifier/case.ts';
import type { CheckContext } from '../../../verifier/check-context.ts';
import { caseCheck } from '../../../verifier/case-check.ts';
import type { CompletedExchange } from '../../../verifier/exchange.ts';
import { KEY_HEADER } from '../../../verifier/key-header.ts';
import { isRejected } from '../../contract/checks/rejected.ts';
import { openOperations } from './operations.ts';
import { judgeRejection } from './rejection.ts';
import { type Samples } from '../../../verifier/samples/sample.ts';
import { sampleServer } from '../../../verifier/samples/sample-dataset.ts';

/**
 * Values that are no key, each wrong in one way: random, truncated, extended, case-swapped, empty, halved, with one character
 * changed, with a scheme word before it, with a separator or padding after it, URL-encoded.
 */
const WRONG = [
  '{{unknown}}',
  '{{active:truncated}}',
  '{{active:extended}}',
  '{{active:swapped-case}}',
  '',
  '{{active:first-half}}',
  '{{active:second-half}}',
  '{{active:other-tail}}',
  '{{active:other-middle}}',
  '{{active:other-head}}',
  'Bearer {{active}}',
  'ApiKey {{active}}',
  '{{active}},',
  '{{active}};',
  '{{active}}=',
  "'{{active}}'",
  '"{{active}}"',
  '{{active:url-encoded}}',
];

/** Further values, for databases, parsers and comparisons that accept too much. */
const FURTHER = [
  '{{active:other-first-quarter}}',
  '{{active:other-last-quarter}}',
  '{{active:without-four}}',
  '{{active:first-32}}',
  '{{active:first-16}}',
  '{{active:first-8}}',
  '{{active:first-half}}%',
  '%',
  '{{active:any-letters}}',
  '{{active:first-half}}*',
  '{{active:upper}}',
  '{{active:lower}}',
  '{{active:hyphens}}',
  '{{active:twice}}',
  '{{active:reversed}}',
  '{{active:base64}}',
  '{{active:sha256}}',
  '{{active:md5}}',
  'Key {{active}}',
  'Basic {{active:base64}}',
  'mitp-api-key={{active}}',
  '{{active}} x',
  'x {{active}}',
  '{{active}}.',
  '{{active}}/',
  '{{active}}%20',
  '{{active}}%00',
  '{{active}}+',
  '({{active}})',
  '0{{active}}',
  '{{active}}\u00a0',
] as const;

/**
 * A server may take blanks of any kind off a value, as `Trim` of .NET does: it then has the key itself. A web server may reject what is
 * not ASCII before the API sees it, as Kestrel does with 400 (AUTH-09).
 */
const judged = (value: string) => (exchange: CompletedExchange) => {
  const outcome = judgeRejection(exchange);
  if (!outcome || value.trim() !== '{{active}}') return outcome;
  return isRejected(exchange.response.status) ? undefined : { ...outcome, tolerated: true as const };
};

/** AUTH-02: an unknown key is rejected. */
export const auth02 = caseCheck('AUTH-02', function* (context: CheckContext): Iterable<Case> {
  const lists = openOperations(context);
  for (const [nth, operation] of lists.entries()) {
    for (const [i, value] of [...FURTHER, `{${'{{active}}'}}`].entries()) {
      // On one list all of them, on another one each, another each night.
      const isDue = nth === 0 || (i + context.seed) % lists.length === nth;
      yield {
        operation: operation.id,
        label: value,
        depth: isDue ? 'standard' : 'full',
        requests: [listRequest(operation, {}, { key: null, headers: { [KEY_HEADER]: value } })],
        judge: judged(value),
      };
    }
  }
  for (const [nth, operation] of plainLists(context.contract).entries()) {
    for (const value of WRONG) {
      yield {
        operation: operation.id,
        label: value,
        depth: nth === 0 || value === '{{unknown}}' ? 'quick' : 'standard',
        requests: [listRequest(operation, {}, { key: null, headers: { [KEY_HEADER]: value } })],
        judge: judgeRejection,
      };
    }
  }
});

const sampled = sampleServer();

/** The broken server ignores the case of a key. */
export const samples: Samples = {
  passes: sampled,
  rejects: [
    (request) =>
      sampled(
        request.headers[KEY_HEADER] === '{{active:swapped-case}}'
          ? { ...request, headers: { [KEY_HEADER]: '{{active}}' } }
          : request,
      ),
    // It takes blanks of any kind off.
    (request) => {
      const key = String(request.headers[KEY_HEADER] ?? '').trim();
      return sampled({ ...request, headers: { ...request.headers, [KEY_HEADER]: key } });
    },
    // It takes the wildcards of a database.
    (request) =>
      sampled(request.headers[KEY_HEADER] === '%' ? { ...request, headers: { [KEY_HEADER]: '{{active}}' } } : request),
  ],
};
