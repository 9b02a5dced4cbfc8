import { listAsk } from '../../harness/asks.ts';
import type { Case, Seen } from '../../harness/check.ts';
import { caseCheck } from '../../harness/check.ts';
import { judgeRefusal } from './refusal.ts';
import { type Samples } from '../../harness/sample.ts';
import { sampleServer } from '../../harness/sample-world.ts';
import { KEY_HEADER } from '../../harness/exchange.ts';

/** AUTH-01: without a key every operation is refused. The path's ids need not exist: the key is judged first (AUTH-05). */
export const auth01 = caseCheck('AUTH-01', function* (seen: Seen): Iterable<Case> {
  for (const operation of seen.contract.operations) {
    const path = Object.fromEntries(operation.pathParameters.map((name) => [name, 1]));
    yield {
      operation: operation.id,
      depth: 'quick',
      asks: [listAsk(operation, {}, { key: null, path })],
      judge: judgeRefusal,
    };
  }
});

const sampled = sampleServer();

/** The rejected server leaves one operation open. */
export const samples: Samples = {
  passes: sampled,
  rejects: (ask) =>
    sampled(ask.operation === 'listFindings' ? { ...ask, headers: { [KEY_HEADER]: '{{active}}' } } : ask),
};
