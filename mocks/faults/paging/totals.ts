import type { Reply } from '../../types.ts';
import type { Fault } from '../hooks.ts';
import { changeReplies, jsonOf, problem } from '../support/replies.ts';
import { valuesOf } from '../support/requests.ts';

/** Whether a response is a list without rows on this page. */
const isEmpty = (reply: Reply): boolean => {
  if (reply.status !== 200 || reply.body === null) return false;
  const { items } = jsonOf(reply) as { items?: unknown };
  return Array.isArray(items) && items.length === 0;
};

/** Faults of the class paging: totals, the echo, and pages past the end. */
export const pagingTotals: readonly Fault[] = [
  {
    id: 'echo-default',
    class: 'paging',
    sentence: 'Says page 1 of 100, whatever was applied.',
    clauses: ['PAG-04'],
    hooks: () => ({
      envelope: (original) => (items, query, list) => original(items, { ...query, page: 1, pageSize: 100 }, list),
    }),
  },
  {
    id: 'echo-items',
    class: 'paging',
    sentence: 'Says the number of items in place of the page size.',
    clauses: ['PAG-04'],
    hooks: () => ({
      envelope: (original) => (items, query, list) => original(items, { ...query, pageSize: items.items.length }, list),
    }),
  },
  {
    id: 'echo-zero-based',
    class: 'paging',
    sentence: 'Echoes the page as its own code counts it, from 0.',
    clauses: ['PAG-04'],
    hooks: () => ({
      envelope: (original) => (items, query, list) => original(items, { ...query, page: query.page - 1 }, list),
    }),
  },
  {
    id: 'total-of-page',
    class: 'paging',
    sentence: 'Says the length of this page as the total.',
    clauses: ['PAG-05'],
    hooks: () => ({
      page: (original) => (rows, query, list) => {
        const { items } = original(rows, query, list);
        return { items, totalCount: items.length };
      },
    }),
  },
  {
    id: 'total-ignores-filter',
    class: 'paging',
    sentence: 'Counts all rows, whatever the filter.',
    clauses: ['PAG-05'],
    hooks: () => {
      let all = 0;
      return {
        filter: (original) => (rows, rules, list) => {
          all = rows.length;
          return original(rows, rules, list);
        },
        page: (original) => (rows, query, list) => ({ ...original(rows, query, list), totalCount: all }),
      };
    },
  },
  {
    id: 'total-past-page-one',
    class: 'paging',
    sentence: 'Counts what is left, past the first page.',
    clauses: ['PAG-05'],
    hooks: () => ({
      page: (original) => (rows, query, list) => {
        const { items } = original(rows, query, list);
        return { items, totalCount: Math.max(0, rows.length - (query.page - 1) * query.pageSize) };
      },
    }),
  },
  {
    id: 'total-off-by-one',
    class: 'paging',
    sentence: 'Counts one row too many on one operation.',
    clauses: ['PAG-05'],
    hooks: () => ({
      page: (original) => (rows, query, list) => {
        const { items, totalCount } = original(rows, query, list);
        return { items, totalCount: list.operation.id === 'listUsers' ? totalCount + 1 : totalCount };
      },
    }),
  },
  {
    id: 'total-in-pages',
    class: 'paging',
    sentence: 'Says the number of pages in place of the number of rows.',
    clauses: ['PAG-05'],
    hooks: () => ({
      page: (original) => (rows, query, list) => ({
        ...original(rows, query, list),
        totalCount: Math.ceil(rows.length / query.pageSize),
      }),
    }),
  },
  {
    id: 'past-end-last',
    class: 'paging',
    sentence: 'Serves the last page again past the end.',
    clauses: ['PAG-06'],
    hooks: () => ({
      page: (original) => (rows, query, list) => {
        const last = Math.max(1, Math.ceil(rows.length / query.pageSize));
        return original(rows, { ...query, page: Math.min(query.page, last) }, list);
      },
    }),
  },
  {
    id: 'past-end-wraps',
    class: 'paging',
    sentence: 'Begins again at the first page past the end.',
    clauses: ['PAG-06'],
    hooks: () => ({
      page: (original) => (rows, query, list) => {
        const last = Math.max(1, Math.ceil(rows.length / query.pageSize));
        return original(rows, { ...query, page: ((query.page - 1) % last) + 1 }, list);
      },
    }),
  },
  {
    id: 'past-end-total',
    class: 'paging',
    sentence: 'Says a total of 0 past the end.',
    clauses: ['PAG-06'],
    hooks: () => ({
      page: (original) => (rows, query, list) => {
        const { items, totalCount } = original(rows, query, list);
        return { items, totalCount: items.length === 0 ? 0 : totalCount };
      },
    }),
  },
  {
    id: 'past-end-404',
    class: 'paging',
    sentence: 'Answers 404 past the end.',
    clauses: ['PAG-06'],
    hooks: () =>
      changeReplies(
        (reply, request) => reply.status === 200 && Number(valuesOf(request, 'page')[0] ?? 1) > 1 && isEmpty(reply),
        (reply) => problem(reply, 404, 'Not Found', 'There is no such page.'),
      ),
  },
];
