import { everyAnswerCheck } from '../../harness/check.ts';
import { envelope, rowKey, rowName } from '../../harness/seen-lists.ts';
import { bodyOf, broken, type Samples } from '../../harness/sample.ts';
import { sampleServer } from '../../harness/sample-world.ts';

/** REL-01: ids are unique within a list. Read from every answer; across pages it is PAG-02's. */
export const rel01 = everyAnswerCheck('REL-01', ({ ask, answer }) => {
  const list = ask.operation === undefined || ask.method !== 'GET' ? null : envelope(answer);
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
  rejects: broken(sampleServer(), (answer, { operation }) => {
    if (operation !== 'listInitiatives') return undefined;
    const body = bodyOf(answer);
    return { body: { ...body, items: [...body.items.slice(0, -1), ...body.items.slice(0, 1)] } };
  }),
};
