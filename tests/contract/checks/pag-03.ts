import type { Case, CheckContext } from '../../../verifier/check.ts';
import { caseCheck } from '../../../verifier/check.ts';
import { envelope } from '../../../verifier/model/known-lists.ts';
import { cut } from './pages.ts';
import { bodyOf, broken, type Samples } from '../../../verifier/samples/sample.ts';
import { sampleServer } from '../../../verifier/samples/sample-dataset.ts';

/** PAG-03: `pageSize=n` gives min(n, rows left) items, the last page included. */
export const pag03 = caseCheck('PAG-03', function* (context: CheckContext): Iterable<Case> {
  for (const operation of context.contract.operations) {
    const pages = cut(context, operation);
    for (const [i, page] of pages?.pages.entries() ?? []) {
      const request = pages?.requests[i];
      if (!pages || !request) continue;
      yield {
        operation: operation.id,
        depth: 'standard',
        requests: [request],
        judge({ response }) {
          const list = envelope(response);
          if (!list) return { want: `page ${page} of ${pages.last}`, got: `status ${response.status}` };
          const want = Math.min(pages.pageSize, pages.list.totalCount - (page - 1) * pages.pageSize);
          if (list.items.length === want) return undefined;
          const where = page === pages.last ? `the last page (${page})` : `page ${page}`;
          return { want: `${want} items on ${where}`, got: `${list.items.length}`, pointer: '/items' };
        },
      };
    }
  }
});

/** The rejected server drops a last page that is not full. */
export const samples: Samples = {
  passes: sampleServer(8),
  rejects: broken(sampleServer(8), (response) => {
    const body = bodyOf(response);
    return body.items.length < body.pageSize && body.pageSize < 100 ? { body: { ...body, items: [] } } : undefined;
  }),
};
