import { caseCheck, type Case } from '../../harness/check.ts';
import { envelope, listAskFor, rowKey, seenList } from '../../harness/seen-lists.ts';
import { problem, type Samples } from '../../harness/sample.ts';
import { answering } from '../../harness/sample-change.ts';
import { sampleServer } from '../../harness/sample-world.ts';
import { graded, operationsOf } from './rotate.ts';

/** Parameters that no operation has; the first is what one public client sends. */
const UNKNOWN = [
  ['filter_field', 'name'],
  ['_', '1700000000000'],
  ['limit', '1'],
] as const;

/** CON-13: an unknown query parameter changes nothing. */
export const con13 = caseCheck('CON-13', function* (seen) {
  const cases = operationsOf(seen).flatMap((operation, nth): Omit<Case, 'depth'>[] => {
    const list = seenList(seen, operation);
    const more = UNKNOWN[nth % UNKNOWN.length];
    const plain = listAskFor(seen, operation);
    const ask = more && listAskFor(seen, operation, { more: [more] });
    if (!list || !ask || !plain || !more) return [];
    return [
      {
        operation: operation.id,
        asks: [plain, ask],
        judge(without, withIt) {
          const want = `the same rows with ${more.join('=')} as without`;
          const [a, b] = [envelope(without.answer), envelope(withIt.answer)];
          if (!a || !b) return { want, got: `status ${withIt.answer.status}` };
          const different =
            a.items.length !== b.items.length || a.items.some((row, i) => rowKey(row) !== rowKey(b.items[i] ?? {}));
          return different ? { want, got: `${b.items.length} rows, others or in another order` } : undefined;
        },
      },
    ];
  });
  yield* graded(cases, 1, 3);
});

/** The rejected server refuses what it does not know. */
export const samples: Samples = {
  passes: sampleServer(),
  rejects: answering(sampleServer(), ({ target }) =>
    target.includes('filter_field') ? problem(400, 'Bad Request') : undefined,
  ),
};
