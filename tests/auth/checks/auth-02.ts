import { listAsk } from '../../harness/asks.ts';
import type { Case, Seen } from '../../harness/check.ts';
import { caseCheck } from '../../harness/check.ts';
import { KEY_HEADER } from '../../harness/exchange.ts';
import { judgeRefusal } from './refusal.ts';
import { type Samples } from '../../harness/sample.ts';
import { sampleServer } from '../../harness/sample-world.ts';

/** Values that are no key, each wrong in one way: random, truncated, extended, case-swapped, empty, halved. */
const WRONG = [
  '{{unknown}}',
  '{{active:truncated}}',
  '{{active:extended}}',
  '{{active:swapped-case}}',
  '',
  '{{active:first-half}}',
  '{{active:second-half}}',
];

/** AUTH-02: an unknown key is refused. */
export const auth02 = caseCheck('AUTH-02', function* (seen: Seen): Iterable<Case> {
  for (const operation of seen.contract.operations) {
    if (operation.pathParameters.length > 0) continue;
    for (const value of WRONG) {
      yield {
        operation: operation.id,
        label: value,
        depth: operation === seen.contract.operations[0] || value === '{{unknown}}' ? 'quick' : 'standard',
        asks: [listAsk(operation, {}, { key: null, headers: { [KEY_HEADER]: value } })],
        judge: judgeRefusal,
      };
    }
  }
});

const sampled = sampleServer();

/** The rejected server takes a key in either case. */
export const samples: Samples = {
  passes: sampled,
  rejects: (ask) =>
    sampled(
      ask.headers[KEY_HEADER] === '{{active:swapped-case}}' ? { ...ask, headers: { [KEY_HEADER]: '{{active}}' } } : ask,
    ),
};
