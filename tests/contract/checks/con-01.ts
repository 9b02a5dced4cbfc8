import { caseCheck } from '../../harness/check.ts';
import { ENOUGH_ROWS, PARENTS, envelope, listAskFor, valueAt } from '../../harness/seen-lists.ts';
import { listAsk } from '../../harness/asks.ts';
import type { Case, Seen } from '../../harness/check.ts';
import type { Operation } from '../../../spec/contract.ts';
import { broken, problem, type Samples } from '../../harness/sample.ts';
import { sampleServer } from '../../harness/sample-world.ts';
import { operationsOf } from './rotate.ts';

/** CON-01: every operation answers 200 to a valid key and no parameters. */
export const con01 = caseCheck('CON-01', function* (seen: Seen): Iterable<Case> {
  for (const operation of operationsOf(seen)) {
    for (const ask of operation.parent ? asksBelow(seen, operation) : [listAskFor(seen, operation)]) {
      if (ask === null) continue;
      yield {
        operation: operation.id,
        depth: 'quick',
        asks: [ask],
        judge: ({ answer }) => (answer.status === 200 ? undefined : { want: '200', got: String(answer.status) }),
      };
    }
  }
});

/** A list below a parent is asked for a few parents, in search of one that has rows enough. */
function asksBelow(seen: Seen, operation: Operation) {
  const { parent } = operation;
  const owner = seen.contract.operations.find(({ id }) => id === parent?.operation);
  const first = owner && seen.ledger.find(listAsk(owner));
  if (!parent || !first) return [];
  const asks = [];
  for (const row of envelope(first.answer)?.items.slice(0, PARENTS[seen.depth]) ?? []) {
    const id = valueAt(row, parent.member);
    if (typeof id !== 'string' && typeof id !== 'number') continue;
    const ask = listAsk(operation, {}, { path: { [parent.parameter]: id } });
    asks.push(ask);
    const answer = seen.ledger.find(ask)?.answer;
    if (answer === undefined || (envelope(answer)?.items.length ?? 0) >= ENOUGH_ROWS) break;
  }
  return asks;
}

export const samples: Samples = {
  passes: sampleServer(),
  rejects: broken(sampleServer(), (_, { operation }) =>
    operation === 'listMeetings' ? problem(500, 'Oops') : undefined,
  ),
};
