import { listAsk } from '../../harness/asks.ts';
import { caseCheck, type Case, type Outcome } from '../../harness/check.ts';
import { KEY_HEADER, type AnsweredExchange, type Ask } from '../../harness/exchange.ts';
import { type Samples } from '../../harness/sample.ts';
import { understanding } from '../../harness/sample-change.ts';
import { sampleServer } from '../../harness/sample-world.ts';
import { openOperations } from './operations.ts';

const LONG = 'k'.repeat(8192);

/** Headers that no client should send, written to the wire as they stand; half of each would open. */
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
  ['two valid keys', ['{{active}}', '{{sibling}}']],
];

/** AUTH-09: odd headers are refused with 4xx, never 2xx by the wrong half, never 5xx. */
export const auth09 = caseCheck('AUTH-09', function* (seen): Iterable<Case> {
  for (const [nth, operation] of openOperations(seen).entries()) {
    for (const [i, [what, values]] of ODD.entries()) {
      const ask: Ask = { ...listAsk(operation, {}, { key: null, via: 'socket' }) };
      yield {
        operation: operation.id,
        label: what,
        depth: nth === 0 ? (i < 4 ? 'quick' : 'standard') : 'full',
        asks: [{ ...ask, headers: { ...ask.headers, [KEY_HEADER]: values } }],
        judge: (exchange) => judge(what, exchange),
      };
    }
  }
});

function judge(what: string, { answer: { status } }: AnsweredExchange): Outcome {
  return status >= 400 && status < 500 ? undefined : { want: `4xx for ${what}`, got: String(status) };
}

/** The good server knows whole values alone; the rejected one takes the last of several. */
export const samples: Samples = {
  passes: sampleServer(),
  rejects: understanding(sampleServer(), (ask) => {
    const last = [ask.headers[KEY_HEADER] ?? []].flat().at(-1);
    return last === undefined ? ask : { ...ask, headers: { ...ask.headers, [KEY_HEADER]: last } };
  }),
};
