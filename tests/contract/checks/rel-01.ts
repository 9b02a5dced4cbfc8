import { everyResponseCheck } from '../../../verifier/every-response-check.ts';
import { envelope, rowKey, rowName } from '../../../verifier/model/known-lists.ts';
import { bodyOf, broken, type Samples } from '../../../verifier/samples/sample.ts';
import { sampleServer } from '../../../verifier/samples/sample-dataset.ts';

/** REL-01: ids are unique within a list, in every response. PAG-02 judges uniqueness across pages. */
export const rel01 = everyResponseCheck('REL-01', ({ request, response }) => {
  const list = request.operation === undefined || request.method !== 'GET' ? null : envelope(response);
  if (!list || list.items.length < 2) return undefined;
  const keys = new Map<string, number>();
  for (const [i, row] of list.items.entries()) {
    const before = keys.get(rowKey(row));
    if (before !== undefined)
      return [{ want: 'every id once', got: `${rowName(row)} in rows ${before} and ${i}`, pointer: `/items/${i}/id` }];
    keys.set(rowKey(row), i);
  }
  return [];
});

export const samples: Samples = {
  passes: sampleServer(),
  rejects: [
    broken(sampleServer(), (response, { operation }) => {
      if (operation !== 'listInitiatives') return undefined;
      const body = bodyOf(response);
      return { body: { ...body, items: [...body.items.slice(0, -1), ...body.items.slice(0, 1)] } };
    }),
  ],
};
