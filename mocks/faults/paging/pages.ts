import type { Fault } from '../hooks.ts';
import { changeReplies, problem } from '../support/replies.ts';
import { mending, valuesOf } from '../support/requests.ts';
import { faultOf } from '../support/row.ts';
import { afterPaging } from '../support/paging.ts';

const fault = faultOf('paging');

/** Faults of the class paging: pages and their sizes. */
export const pagingPages: readonly Fault[] = [
  fault('default-oversized', 'Serves the whole list when no page size is requested.', ['PAG-01'], () => ({
    readQuery: (original) => (parameters, operation) => {
      const query = original(parameters, operation);
      return 'page' in query && !parameters.has('pageSize') ? { ...query, pageSize: 1000 } : query;
    },
  })),
  fault('default-ten', 'Serves ten rows when no page size is requested, and says 100.', ['PAG-01'], () =>
    afterPaging((whole, { query, list }) =>
      query.pageSize === list.operation.maxPageSize && query.page === 1 ? { items: whole.items.slice(0, 10) } : {},
    ),
  ),
  fault('default-last-page', 'Serves the last page when no page is requested, on one operation.', ['PAG-01'], () => ({
    readQuery: (original) => (parameters, operation) =>
      original(
        operation.id === 'listClients' && !parameters.has('page')
          ? new Map([...parameters, ['page', ['2']]])
          : parameters,
        operation,
      ),
  })),
  fault('page-zero-based', 'Counts pages from 0, so that page 1 is the second.', ['PAG-02'], () => ({
    page: (original) => (rows, query, list) => original(rows, { ...query, page: query.page + 1 }, list),
  })),
  fault(
    'page-zero-based-one-operation',
    'Counts pages from 0 on one operation, when a page is requested.',
    ['PAG-02'],
    () => ({
      page: (original) => (rows, query, list) =>
        original(
          rows,
          list.operation.id === 'listInitiatives' && query.page > 1 ? { ...query, page: query.page + 1 } : query,
          list,
        ),
    }),
  ),
  fault('border-gap', 'Skips a row at the border of two pages.', ['PAG-02'], () => ({
    page: () => (rows, query) => {
      const from = (query.page - 1) * query.pageSize;
      const first = from > 0 ? from + 1 : 0;
      return { items: rows.slice(first, from + query.pageSize), totalCount: rows.length };
    },
  })),
  fault('border-overlap', 'Repeats the last row of a page on the next one.', ['PAG-02'], () => ({
    page:
      () =>
      (rows, { page, pageSize }) => {
        const from = Math.max(0, (page - 1) * pageSize - (page - 1));
        return { items: rows.slice(from, from + pageSize), totalCount: rows.length };
      },
  })),
  fault('late-repeat', 'Repeats a row past the first page of one operation.', ['PAG-02'], () =>
    afterPaging(({ items }, { query, list, rows }) => {
      const [first] = rows;
      const repeats = list.operation.id === 'listMeetings' && query.page > 1 && items.length > 1 && first;
      return { items: repeats ? [...items.slice(0, -1), first] : items };
    }),
  ),
  fault('page-ignored', 'Serves the first page whatever page is requested, on one operation.', ['PAG-02'], () => ({
    page: (original) => (rows, query, list) =>
      original(rows, list.operation.id === 'listUsers' ? { ...query, page: 1 } : query, list),
  })),
  fault('size-ignored', 'Ignores the page size on one operation.', ['PAG-03'], () => ({
    page: (original) => (rows, query, list) =>
      original(rows, list.operation.id === 'listReviews' ? { ...query, pageSize: 100 } : query, list),
  })),
  fault('size-capped', 'Never serves more than 25 rows, whatever the page size.', ['PAG-03'], () =>
    afterPaging(({ items }) => ({ items: items.slice(0, 25) })),
  ),
  fault('size-short', 'Serves one row less than requested.', ['PAG-03'], () =>
    afterPaging(({ items }, { query }) => ({ items: items.slice(0, Math.max(1, query.pageSize - 1)) })),
  ),
  fault('last-page-dropped', 'Drops a last page that is not full.', ['PAG-03'], () =>
    afterPaging(({ items }, { query }) => ({ items: items.length < query.pageSize && query.page > 1 ? [] : items })),
  ),
  fault('last-page-padded', 'Fills the last page up with rows of the page before.', ['PAG-03', 'PAG-02'], () => ({
    page:
      () =>
      (rows, { page, pageSize }) => {
        const from = (page - 1) * pageSize;
        const last = from < rows.length && from + pageSize > rows.length;
        return {
          items: rows.slice(last ? Math.max(0, rows.length - pageSize) : from, from + pageSize),
          totalCount: rows.length,
        };
      },
  })),
  fault('last-page-merged', 'Puts up to three rows of a last page on the page before.', ['PAG-03'], () =>
    afterPaging(({ items }, { query: { page, pageSize }, rows }) => {
      const left = rows.length - page * pageSize;
      return left > 0 && left <= 3 ? { items: [...items, ...rows.slice(page * pageSize)] } : {};
    }),
  ),
  fault('oversize-served', 'Serves as many rows as requested, over 100 too.', ['PAG-07'], () => ({
    readQuery: (original) => (parameters, operation) => original(parameters, { ...operation, maxPageSize: 100_000 }),
  })),
  fault('oversize-one-operation', 'Serves more than 100 rows on one operation.', ['PAG-07'], () => ({
    readQuery: (original) => (parameters, operation) =>
      original(parameters, operation.id === 'listFindings' ? { ...operation, maxPageSize: 1000 } : operation),
  })),
  fault('oversize-clamped', 'Serves 100 rows, without a word, when more are requested.', ['PAG-08'], () =>
    mending(['pageSize'], (value) => (Number(value) > 100 ? '100' : value)),
  ),
  fault('page-overflow', 'Overflows into a 500 on a very large page.', ['PAG-09'], () =>
    changeReplies(
      (_reply, request) => Number(valuesOf(request, 'page')[0] ?? 1) > 2_000_000_000,
      (reply) => problem(reply, 500, 'Internal Server Error', 'Arithmetic operation resulted in an overflow.'),
    ),
  ),
  fault('page-overflow-32-bit', 'Overflows into a 500 where page times page size passes 32 bits.', ['PAG-09'], () =>
    changeReplies(
      (reply, request) =>
        reply.status === 200 &&
        Number(valuesOf(request, 'page')[0] ?? 1) * Number(valuesOf(request, 'pageSize')[0] ?? 100) > 2 ** 31,
      (reply) => problem(reply, 500, 'Internal Server Error', 'Arithmetic operation resulted in an overflow.'),
    ),
  ),
  fault(
    'page-alone-ten',
    'Takes pages of ten where a page is requested without a size.',
    ['PAG-02', 'PAG-03', 'PAG-04'],
    () => ({
      readQuery: (original) => (parameters, operation) =>
        original(
          parameters.has('page') && !parameters.has('pageSize')
            ? new Map([...parameters, ['pageSize', ['10']]])
            : parameters,
          operation,
        ),
    }),
  ),
  fault('size-needs-page', 'Ignores the page size where no page is requested.', ['PAG-03', 'PAG-04'], () => ({
    readQuery: (original) => (parameters, operation) =>
      original(
        parameters.has('page') ? parameters : new Map([...parameters].filter(([name]) => name !== 'pageSize')),
        operation,
      ),
  })),
];
