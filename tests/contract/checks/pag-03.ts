import type { Case, Seen } from '../../harness/check.ts';
import { caseCheck } from '../../harness/check.ts';
import { envelope } from '../../harness/seen-lists.ts';
import { cut } from './pages.ts';
import { bodyOf, broken, type Samples } from '../../harness/sample.ts';
import { sampleServer } from '../../harness/sample-world.ts';

/** PAG-03: `pageSize=n` gives min(n, rows left) items, the last page included. */
export const pag03 = caseCheck('PAG-03', function* (seen: Seen): Iterable<Case> {
  for (const operation of seen.contract.operations) {
    const pages = cut(seen, operation);
    for (const [i, page] of pages?.pages.entries() ?? []) {
      const ask = pages?.asks[i];
      if (!pages || !ask) continue;
      yield {
        operation: operation.id,
        depth: 'standard',
        asks: [ask],
        judge({ answer }) {
          const list = envelope(answer);
          if (!list) return { want: `page ${page} of ${pages.last}`, got: `status ${answer.status}` };
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
  rejects: broken(sampleServer(8), (answer) => {
    const body = bodyOf(answer);
    return body.items.length < body.pageSize && body.pageSize < 100 ? { body: { ...body, items: [] } } : undefined;
  }),
};
