import { caseCheck, listCase } from '../../../verifier/case-check.ts';
import type { Outcome } from '../../../verifier/case.ts';
import type { CompletedExchange } from '../../../verifier/exchange.ts';
import { envelope, listRequestFor, knownList, type KnownList } from '../../../verifier/model/known-lists.ts';
import { bodyOf, broken, problem, type Samples } from '../../../verifier/samples/sample.ts';
import { understanding, withQuery } from '../../../verifier/samples/sample-change.ts';
import { sampleServer } from '../../../verifier/samples/sample-dataset.ts';
import { FAR } from './con-04.ts';
import { edgeRequests } from './pag-09.ts';
import { cut, isLongest } from './pages.ts';
import { early, operationsOf } from './rotate.ts';

/** PAG-06: a page past the end is empty, with the true `totalCount`. */
export const pag06 = caseCheck('PAG-06', function* (context) {
  for (const [nth, operation] of operationsOf(context).entries()) {
    const list = knownList(context, operation);
    if (!list) continue;
    const pages = cut(context, operation);
    const next = pages && listRequestFor(context, operation, { page: pages.last + 1, pageSize: pages.pageSize });
    const far = listRequestFor(context, operation, { page: FAR, pageSize: operation.maxPageSize });
    if (far) {
      // A quick run has room for hardly any request of a single clause; this one shows much.
      const foundation = nth === 0 && context.depth === 'quick';
      const depth = nth === 0 ? 'quick' : 'standard';
      yield listCase(list, { label: 'far', depth, foundation, requests: [far] }, judgePast(Infinity));
    }
    if (next && pages) {
      const judge = judgePast(pages.last * pages.pageSize);
      const depth = isLongest(context, list) ? early(context) : nth < 2 ? 'standard' : 'full';
      yield listCase(list, { label: 'next', depth, requests: [next] }, judge);
    }
  }
  for (const { list, page, request, depth } of edgeRequests(context))
    yield listCase(list, { label: `page ${page}`, depth, requests: [request] }, judgeEdge(page));
});

/** Rows on a page so large that it, or the number of rows before it, overflows an integer; PAG-09 judges a 5xx. */
function judgeEdge(page: bigint) {
  return (_: KnownList, exchange?: CompletedExchange): Outcome => {
    const found = exchange && envelope(exchange.response);
    if (!found) return { note: `page ${page}: status ${exchange?.response.status}` };
    if (found.items.length === 0) return undefined;
    return { want: `no items on page ${page}`, got: `${found.items.length} items`, pointer: '/items' };
  };
}

/** @param before rows on the pages before this one: a list that grew beyond them has rows here */
function judgePast(before: number) {
  return ({ totalCount }: KnownList, exchange?: CompletedExchange): Outcome => {
    if (totalCount > before) return { note: 'the list grew beyond the page that was past its end' };
    const want = `no items and totalCount ${totalCount} past the end`;
    const found = exchange && envelope(exchange.response);
    if (!found) return { want, got: `status ${exchange?.response.status}` };
    if (found.items.length > 0) return { want, got: `${found.items.length} items`, pointer: '/items' };
    return found.totalCount === totalCount
      ? undefined
      : { want, got: `totalCount ${found.totalCount}`, pointer: '/totalCount' };
  };
}

const isPast = (target: string) => target.includes(`page=${FAR}`);

/** The broken server serves the last page again. */
export const samples: Samples = {
  passes: sampleServer(),
  rejects: [
    understanding(sampleServer(), (request) =>
      withQuery(request, (query) => Number(query.get('page')) > 5 && query.set('page', '1')),
    ),
    broken(sampleServer(), (_, { target }) => (isPast(target) ? problem(404, 'Not Found') : undefined)),
    broken(sampleServer(), (response, { target }) =>
      isPast(target) ? { body: { ...bodyOf(response), totalCount: 0 } } : undefined,
    ),
    // It counts the rows to skip in 32 bits, and begins again.
    understanding(sampleServer(), (request) =>
      withQuery(request, (query) => Number(query.get('page')) > 20_000_000 && query.set('page', '1')),
    ),
  ],
};
