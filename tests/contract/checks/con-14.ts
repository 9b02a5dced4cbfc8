import { caseCheck, type Case, type Seen } from '../../harness/check.ts';
import type { Ask } from '../../harness/exchange.ts';
import { listAskFor, seenList } from '../../harness/seen-lists.ts';
import { bodyOf, broken, type Samples } from '../../harness/sample.ts';
import { sampleServer } from '../../harness/sample-world.ts';
import { graded, operationsOf } from './rotate.ts';

/** CON-14: the same request twice gives the same answer while nothing changed. */
export const con14 = caseCheck('CON-14', function* (seen) {
  const cases = operationsOf(seen).flatMap((operation) => {
    const ask = seenList(seen, operation) && listAskFor(seen, operation);
    return ask ? [caseOf(seen, operation.id, ask)] : [];
  });
  yield* graded(cases, 1, 2);
});

/**
 * The list once more, later. Where it differs from the first answer somebody may have changed something meanwhile, so it
 * is asked twice again, one right after the other; only if those differ as well is it the server.
 */
function caseOf(seen: Seen, operation: string, ask: Ask): Omit<Case, 'depth'> {
  const again = { ...ask, fresh: 'again' };
  const closely = [1, 2].map((n) => ({ ...ask, fresh: `again closely ${n}` }));
  const [first, second] = [ask, again].map((one) => seen.ledger.find(one)?.answer.text);
  const differs = first !== undefined && second !== undefined && first !== second;
  return {
    operation,
    asks: differs ? closely : [ask, again],
    judge: (a, b) =>
      a.answer.text === b.answer.text && a.answer.status === b.answer.status
        ? undefined
        : { want: 'the same answer to the same request', got: difference(a.answer.text, b.answer.text) },
  };
}

function difference(a: string, b: string): string {
  let at = 0;
  while (at < a.length && a[at] === b[at]) at += 1;
  const part = (text: string) => text.slice(Math.max(0, at - 20), at + 30);
  return `...${part(a)}... and then ...${part(b)}...`;
}

let turn = 0;

/** The rejected server serves its rows in another order each time. */
export const samples: Samples = {
  passes: sampleServer(),
  rejects: broken(sampleServer(), (answer) => {
    const body = bodyOf(answer);
    turn += 1;
    const items = [...body.items.slice(turn % 5), ...body.items.slice(0, turn % 5)];
    return answer.status === undefined ? { body: { ...body, items } } : undefined;
  }),
};
