import { caseCheck } from '../../harness/check.ts';
import { envelope, listAskFor, seenList } from '../../harness/seen-lists.ts';
import { bodyOf, broken, type Samples } from '../../harness/sample.ts';
import { sampleRows, sampleServer } from '../../harness/sample-world.ts';
import { operationsOf } from './rotate.ts';

/** Sizes that a server may cap, refuse, or serve whole. */
const OVER = [101, 1000, 2147483647];

/** PAG-07: `pageSize` over 100 never yields more than 100 items. Only a list that has more can show it. */
export const pag07 = caseCheck(
  'PAG-07',
  function* (seen) {
    let nth = 0;
    for (const operation of operationsOf(seen)) {
      const list = seenList(seen, operation);
      const most = operation.maxPageSize;
      if (!list || list.totalCount <= most) continue;
      for (const [i, pageSize] of OVER.entries()) {
        const ask = listAskFor(seen, operation, { page: 1, pageSize });
        if (!ask) continue;
        yield {
          operation: operation.id,
          label: String(pageSize),
          depth: i > 1 ? 'full' : nth === 0 && i === 1 ? 'quick' : nth < 3 ? 'standard' : 'full',
          asks: [ask],
          judge({ answer }) {
            const items = envelope(answer)?.items.length ?? 0;
            return items > most ? { want: `at most ${most} items`, got: String(items), pointer: '/items' } : undefined;
          },
        };
      }
      nth += 1;
    }
  },
  'no list has more than 100 rows',
);

const sampled = sampleServer(130);

/** The rejected server serves any size whole. */
export const samples: Samples = {
  passes: sampled,
  rejects: broken(sampled, (_, { target }) => {
    if (!target.includes('pageSize=1000')) return undefined;
    const [path = ''] = target.split('?');
    const plain = sampled({ method: 'GET', target: path, headers: { 'mitp-api-key': '{{active}}' } });
    return { body: { ...bodyOf(plain), items: sampleRows(130)[path] } };
  }),
};
