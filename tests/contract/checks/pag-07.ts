import { caseCheck } from '../../../verifier/case-check.ts';
import { envelope, listRequestFor, knownList } from '../../../verifier/model/known-lists.ts';
import { bodyOf, broken, type Samples } from '../../../verifier/samples/sample.ts';
import { sampleRows, sampleServer } from '../../../verifier/samples/sample-dataset.ts';
import { operationsOf } from './rotate.ts';

/** Sizes that a server may cap, reject, or serve whole. */
const OVER = [101, 1000, 2147483647];

/** PAG-07: `pageSize` over 100 never yields more than 100 items. Only a longer list can show it. */
export const pag07 = caseCheck(
  'PAG-07',
  function* (context) {
    let nth = 0;
    for (const operation of operationsOf(context)) {
      const list = knownList(context, operation);
      const most = operation.maxPageSize;
      if (!list || list.totalCount <= most) continue;
      for (const [i, pageSize] of OVER.entries()) {
        const request = listRequestFor(context, operation, { page: 1, pageSize });
        if (!request) continue;
        yield {
          operation: operation.id,
          label: String(pageSize),
          depth: i > 1 ? 'full' : nth === 0 && i === 1 ? 'quick' : i === 1 || nth < 2 ? 'standard' : 'full',
          requests: [request],
          judge({ response }) {
            const items = envelope(response)?.items.length ?? 0;
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

/** The broken server accepts any size. */
export const samples: Samples = {
  passes: sampled,
  rejects: [
    broken(sampled, (_, { target }) => {
      if (!target.includes('pageSize=1000')) return undefined;
      const [path = ''] = target.split('?');
      const plain = sampled({ method: 'GET', target: path, headers: { 'mitp-api-key': '{{active}}' } });
      return { body: { ...bodyOf(plain), items: sampleRows(130)[path] } };
    }),
  ],
};
