import type { Case } from '../../../verifier/case.ts';
import type { CheckContext } from '../../../verifier/check-context.ts';
import { caseCheck, listCase } from '../../../verifier/case-check.ts';
import { envelope } from '../../../verifier/model/known-lists.ts';
import { cut, isLongest } from './pages.ts';
import { early } from './rotate.ts';
import { bodyOf, broken, problem, type Samples } from '../../../verifier/samples/sample.ts';
import { sampleServer } from '../../../verifier/samples/sample-dataset.ts';
import { everyPage } from '../combined/cases.ts';

/** PAG-03: `pageSize=n` gives min(n, rows left) items, on the last page too. */
export const pag03 = caseCheck('PAG-03', function* (context: CheckContext): Iterable<Case> {
  for (const operation of context.contract.operations) {
    const pages = cut(context, operation);
    for (const [i, page] of pages?.pages.entries() ?? []) {
      const request = pages?.requests[i];
      if (!pages || !request) continue;
      const isEnd = page === pages.last && isLongest(context, pages.list);
      const parts = { label: `page ${page}`, depth: isEnd ? early(context) : 'standard', requests: [request] } as const;
      yield listCase(pages.list, parts, ({ totalCount }, exchange) => {
        const list = exchange && envelope(exchange.response);
        if (!list) return { want: `page ${page} of ${pages.last}`, got: `status ${exchange?.response.status}` };
        const want = Math.max(0, Math.min(pages.pageSize, totalCount - (page - 1) * pages.pageSize));
        if (list.items.length === want) return undefined;
        const where = page === pages.last ? `the last page (${page})` : `page ${page}`;
        return { want: `${want} items on ${where}`, got: `${list.items.length}`, pointer: '/items' };
      });
    }
  }
  yield* everyPage(context, 'PAG-03');
});

const sampled = sampleServer(8);
/** Rows of a last page that is too short to stand alone. */
const ORPHANS = 2;

/** The broken servers drop a last page that is not full, or show its rows on the page before. */
export const samples: Samples = {
  passes: sampled,
  rejects: [
    broken(sampled, (response, request) => {
      const { page, pageSize, totalCount } = bodyOf(response);
      const left = totalCount - page * pageSize;
      if (pageSize >= totalCount || left < 1 || left > ORPHANS) return undefined;
      const [path = ''] = request.target.split('?');
      const { items } = bodyOf(sampled({ ...request, target: path }));
      return { body: { ...bodyOf(response), items: items.slice((page - 1) * pageSize) } };
    }),
    broken(sampleServer(8), (response) => {
      const body = bodyOf(response);
      return body.items.length < body.pageSize && body.pageSize < 100 ? { body: { ...body, items: [] } } : undefined;
    }),
    broken(sampleServer(8), (_, { target }) =>
      target.includes('page=2') ? problem(500, 'Internal Server Error') : undefined,
    ),
  ],
};
