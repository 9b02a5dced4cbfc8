import type { Fault } from '../hooks.ts';
import { changeReplies, problem } from '../support/replies.ts';
import { mending, valuesOf } from '../support/requests.ts';

/** Faults of the class paging: pages and their sizes. */
export const pagingPages: readonly Fault[] = [
  {
    id: 'default-oversized',
    class: 'paging',
    sentence: 'Serves the whole list when no page size is asked for.',
    clauses: ['PAG-01'],
    hooks: () => ({
      readQuery: (original) => (parameters, operation) => {
        const query = original(parameters, operation);
        return 'page' in query && !parameters.has('pageSize') ? { ...query, pageSize: 1000 } : query;
      },
    }),
  },
  {
    id: 'default-ten',
    class: 'paging',
    sentence: 'Serves ten rows when no page size is asked for, and says 100.',
    clauses: ['PAG-01'],
    hooks: () => ({
      page: (original) => (rows, query, list) => {
        const whole = original(rows, query, list);
        return query.pageSize === list.operation.maxPageSize && query.page === 1
          ? { ...whole, items: whole.items.slice(0, 10) }
          : whole;
      },
    }),
  },
  {
    id: 'default-last-page',
    class: 'paging',
    sentence: 'Serves the last page when no page is asked for, on one operation.',
    clauses: ['PAG-01'],
    hooks: () => ({
      readQuery: (original) => (parameters, operation) =>
        original(
          operation.id === 'listClients' && !parameters.has('page')
            ? new Map([...parameters, ['page', ['2']]])
            : parameters,
          operation,
        ),
    }),
  },
  {
    id: 'page-zero-based',
    class: 'paging',
    sentence: 'Counts pages from 0, so that page 1 is the second.',
    clauses: ['PAG-02'],
    hooks: () => ({
      page: (original) => (rows, query, list) => original(rows, { ...query, page: query.page + 1 }, list),
    }),
  },
  {
    id: 'page-zero-based-one-operation',
    class: 'paging',
    sentence: 'Counts pages from 0 on one operation, when a page is asked for.',
    clauses: ['PAG-02'],
    hooks: () => ({
      page: (original) => (rows, query, list) =>
        original(
          rows,
          list.operation.id === 'listInitiatives' && query.page > 1 ? { ...query, page: query.page + 1 } : query,
          list,
        ),
    }),
  },
  {
    id: 'border-gap',
    class: 'paging',
    sentence: 'Skips a row at the border of two pages.',
    clauses: ['PAG-02'],
    hooks: () => ({
      page: () => (rows, query) => {
        const from = (query.page - 1) * query.pageSize;
        const first = from > 0 ? from + 1 : 0;
        return { items: rows.slice(first, from + query.pageSize), totalCount: rows.length };
      },
    }),
  },
  {
    id: 'border-overlap',
    class: 'paging',
    sentence: 'Repeats the last row of a page on the next one.',
    clauses: ['PAG-02'],
    hooks: () => ({
      page:
        () =>
        (rows, { page, pageSize }) => {
          const from = Math.max(0, (page - 1) * pageSize - (page - 1));
          return { items: rows.slice(from, from + pageSize), totalCount: rows.length };
        },
    }),
  },
  {
    id: 'late-repeat',
    class: 'paging',
    sentence: 'Repeats a row past the first page of one operation.',
    clauses: ['PAG-02'],
    hooks: () => ({
      page: (original) => (rows, query, list) => {
        const { items, totalCount } = original(rows, query, list);
        const [first] = rows;
        const repeats = list.operation.id === 'listMeetings' && query.page > 1 && items.length > 1 && first;
        return { totalCount, items: repeats ? [...items.slice(0, -1), first] : items };
      },
    }),
  },
  {
    id: 'page-ignored',
    class: 'paging',
    sentence: 'Serves the first page whatever page is asked for, on one operation.',
    clauses: ['PAG-02'],
    hooks: () => ({
      page: (original) => (rows, query, list) =>
        original(rows, list.operation.id === 'listUsers' ? { ...query, page: 1 } : query, list),
    }),
  },
  {
    id: 'size-ignored',
    class: 'paging',
    sentence: 'Ignores the page size on one operation.',
    clauses: ['PAG-03'],
    hooks: () => ({
      page: (original) => (rows, query, list) =>
        original(rows, list.operation.id === 'listReviews' ? { ...query, pageSize: 100 } : query, list),
    }),
  },
  {
    id: 'size-capped',
    class: 'paging',
    sentence: 'Never serves more than 25 rows, whatever the page size.',
    clauses: ['PAG-03'],
    hooks: () => ({
      page: (original) => (rows, query, list) => {
        const { items, totalCount } = original(rows, query, list);
        return { items: items.slice(0, 25), totalCount };
      },
    }),
  },
  {
    id: 'size-short',
    class: 'paging',
    sentence: 'Serves one row less than asked for.',
    clauses: ['PAG-03'],
    hooks: () => ({
      page: (original) => (rows, query, list) => {
        const { items, totalCount } = original(rows, query, list);
        return { items: items.slice(0, Math.max(1, query.pageSize - 1)), totalCount };
      },
    }),
  },
  {
    id: 'last-page-dropped',
    class: 'paging',
    sentence: 'Drops a last page that is not full.',
    clauses: ['PAG-03'],
    hooks: () => ({
      page: (original) => (rows, query, list) => {
        const { items, totalCount } = original(rows, query, list);
        return { items: items.length < query.pageSize && query.page > 1 ? [] : items, totalCount };
      },
    }),
  },
  {
    id: 'last-page-padded',
    class: 'paging',
    sentence: 'Fills the last page up with rows of the page before.',
    clauses: ['PAG-03', 'PAG-02'],
    hooks: () => ({
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
    }),
  },
  {
    id: 'oversize-served',
    class: 'paging',
    sentence: 'Serves as many rows as asked for, over 100 too.',
    clauses: ['PAG-07'],
    hooks: () => ({
      readQuery: (original) => (parameters, operation) => original(parameters, { ...operation, maxPageSize: 100_000 }),
    }),
  },
  {
    id: 'oversize-one-operation',
    class: 'paging',
    sentence: 'Serves more than 100 rows on one operation.',
    clauses: ['PAG-07'],
    hooks: () => ({
      readQuery: (original) => (parameters, operation) =>
        original(parameters, operation.id === 'listFindings' ? { ...operation, maxPageSize: 1000 } : operation),
    }),
  },
  {
    id: 'oversize-clamped',
    class: 'paging',
    sentence: 'Serves 100 rows, without a word, when more are asked for.',
    clauses: ['PAG-08'],
    hooks: () => mending(['pageSize'], (value) => (Number(value) > 100 ? '100' : value)),
  },
  {
    id: 'page-overflow',
    class: 'paging',
    sentence: 'Overflows into a 500 on a very large page.',
    clauses: ['PAG-09'],
    hooks: () =>
      changeReplies(
        (_reply, request) => Number(valuesOf(request, 'page')[0] ?? 1) > 2_000_000_000,
        (reply) => problem(reply, 500, 'Internal Server Error', 'Arithmetic operation resulted in an overflow.'),
      ),
  },
  {
    id: 'page-overflow-32-bit',
    class: 'paging',
    sentence: 'Overflows into a 500 where page times page size passes 32 bits.',
    clauses: ['PAG-09'],
    hooks: () =>
      changeReplies(
        (reply, request) =>
          reply.status === 200 &&
          Number(valuesOf(request, 'page')[0] ?? 1) * Number(valuesOf(request, 'pageSize')[0] ?? 100) > 2 ** 31,
        (reply) => problem(reply, 500, 'Internal Server Error', 'Arithmetic operation resulted in an overflow.'),
      ),
  },
  {
    id: 'page-alone-ten',
    class: 'paging',
    sentence: 'Takes pages of ten where a page is requested without a size.',
    clauses: ['PAG-02', 'PAG-03', 'PAG-04'],
    hooks: () => ({
      readQuery: (original) => (parameters, operation) =>
        original(
          parameters.has('page') && !parameters.has('pageSize')
            ? new Map([...parameters, ['pageSize', ['10']]])
            : parameters,
          operation,
        ),
    }),
  },
  {
    id: 'size-needs-page',
    class: 'paging',
    sentence: 'Ignores the page size where no page is requested.',
    clauses: ['PAG-03', 'PAG-04'],
    hooks: () => ({
      readQuery: (original) => (parameters, operation) =>
        original(
          parameters.has('page') ? parameters : new Map([...parameters].filter(([name]) => name !== 'pageSize')),
          operation,
        ),
    }),
  },
];
