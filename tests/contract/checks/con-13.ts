import { caseCheck, listCase } from '../../../verifier/case-check.ts';
import type { Case } from '../../../verifier/case.ts';
import { envelope, listRequestFor, rowKey, knownList } from '../../../verifier/model/known-lists.ts';
import { bodyOf, broken, problem, type Samples } from '../../../verifier/samples/sample.ts';
import { responding } from '../../../verifier/samples/sample-change.ts';
import { sampleServer } from '../../../verifier/samples/sample-dataset.ts';
import { graded, operationsOf } from './rotate.ts';

/** Parameters that no operation has; one public client sends the first. */
const UNKNOWN = [
  ['filter_field', 'name'],
  ['_', '1700000000000'],
  ['limit', '1'],
] as const;

/** CON-13: an unknown query parameter changes nothing. */
export const con13 = caseCheck('CON-13', function* (context) {
  const cases = operationsOf(context).flatMap((operation, nth): Omit<Case, 'depth'>[] => {
    const list = knownList(context, operation);
    const more = UNKNOWN[nth % UNKNOWN.length];
    const plain = listRequestFor(context, operation);
    const request = more && listRequestFor(context, operation, { more: [more] });
    if (!list || !request || !plain || !more) return [];
    return [
      listCase(list, { requests: [plain, request] }, (_, without, withIt) => {
        const want = `the same rows with ${more.join('=')} as without`;
        const [a, b] = [without && envelope(without.response), withIt && envelope(withIt.response)];
        if (!a || !b) return { want, got: `status ${withIt?.response.status}` };
        const different =
          a.items.length !== b.items.length || a.items.some((row, i) => rowKey(row) !== rowKey(b.items[i] ?? {}));
        return different ? { want, got: `${b.items.length} rows, others or in another order` } : undefined;
      }),
    ];
  });
  yield* graded(cases, 1, 3);
});

/** The broken server rejects unknown parameters. */
export const samples: Samples = {
  passes: sampleServer(),
  rejects: [
    responding(sampleServer(), ({ target }) =>
      target.includes('filter_field') ? problem(400, 'Bad Request') : undefined,
    ),
    // It reads the parameter as an order.
    broken(sampleServer(), (response, { target }) =>
      target.includes('filter_field') && response.status === undefined
        ? { body: { ...bodyOf(response), items: bodyOf(response).items.reverse() } }
        : undefined,
    ),
  ],
};
