import { listRequest } from '../../../verifier/requests.ts';
import { caseCheck } from '../../../verifier/case-check.ts';
import type { Case, Outcome } from '../../../verifier/case.ts';
import type { CompletedExchange, RequestSpec } from '../../../verifier/exchange.ts';
import { KEY_HEADER } from '../../../verifier/key-header.ts';
import { type Samples } from '../../../verifier/samples/sample.ts';
import { understanding } from '../../../verifier/samples/sample-change.ts';
import { sampleServer } from '../../../verifier/samples/sample-dataset.ts';
import { isRejected } from '../../contract/checks/rejected.ts';
import { openOperations } from './operations.ts';

const LONG = 'k'.repeat(8192);

/** Malformed key headers, sent byte by byte as they stand; one half of each would be accepted alone. */
const ODD: readonly [what: string, values: readonly string[]][] = [
  ['a wrong key, then a valid one', ['{{unknown}}', '{{active}}']],
  ['a valid key, then a wrong one', ['{{active}}', '{{unknown}}']],
  ['a valid key, a comma and a wrong one', ['{{active}}, {{unknown}}']],
  ['a valid key and 8 KB more', [`{{active}}${LONG}`]],
  ['8 KB', [LONG]],
  ['a valid key and a control character', ['{{active}}\u0001']],
  ['a valid key cut by NUL', ['{{active}}\u0000']],
  ['a valid key and non-ASCII', ['{{active}}ü']],
  ['non-ASCII', ['ключ']],
  ['a valid key in quotes', ['"{{active}}"']],
  ['a valid key and a character of no width', ['{{active}}\u200b']],
  ['a valid key and a soft hyphen', ['\u00ad{{active}}']],
  ['a valid key and a combining accent', ['{{active}}\u0301']],
  ['a valid key in full-width letters', ['{{active:wide}}']],
  ['a valid key and a blank that is not ASCII', ['{{active}}\u00a0']],
  ['two valid keys', ['{{active}}', '{{sibling}}']],
];

/** AUTH-09: malformed key headers are rejected with 4xx: never 2xx for one half, never 5xx. */
export const auth09 = caseCheck('AUTH-09', function* (context): Iterable<Case> {
  for (const [nth, operation] of openOperations(context).entries()) {
    for (const [i, [what, values]] of ODD.entries()) {
      const request: RequestSpec = { ...listRequest(operation, {}, { key: null, via: 'socket' }) };
      yield {
        operation: operation.id,
        label: what,
        depth: nth === 0 ? (i < 4 ? 'quick' : 'standard') : 'full',
        requests: [{ ...request, headers: { ...request.headers, [KEY_HEADER]: values } }],
        judge: (exchange) => judge(what, exchange),
      };
    }
  }
});

function judge(what: string, { response: { status } }: CompletedExchange): Outcome {
  return isRejected(status) ? undefined : { want: `4xx for ${what}`, got: String(status) };
}

/** The good server compares whole values; the broken one takes the last of several. */
export const samples: Samples = {
  passes: sampleServer(),
  rejects: [
    understanding(sampleServer(), (request) => {
      const last = [request.headers[KEY_HEADER] ?? []].flat().at(-1);
      return last === undefined ? request : { ...request, headers: { ...request.headers, [KEY_HEADER]: last } };
    }),
  ],
};
