import type { Reply } from '../../types.ts';
import type { Fault } from '../hooks.ts';
import { changeReplies, jsonOf, problem } from '../support/replies.ts';
import { valuesOf } from '../support/requests.ts';
import { faultOf } from '../support/row.ts';
import { afterPaging } from '../support/paging.ts';

const fault = faultOf('paging');

/** Whether a response is a list without rows on this page. */
const isEmpty = (reply: Reply): boolean => {
  if (reply.status !== 200 || reply.body === null) return false;
  const { items } = jsonOf(reply) as { items?: unknown };
  return Array.isArray(items) && items.length === 0;
};

/** Faults of the class paging: totals, the echo, and pages past the end. */
export const pagingTotals: readonly Fault[] = [
  fault('echo-default', 'Says page 1 of 100, whatever was applied.', ['PAG-04'], () => ({
    envelope: (original) => (items, query, list) => original(items, { ...query, page: 1, pageSize: 100 }, list),
  })),
  fault('echo-items', 'Says the number of items in place of the page size.', ['PAG-04'], () => ({
    envelope: (original) => (items, query, list) => original(items, { ...query, pageSize: items.items.length }, list),
  })),
  fault('echo-zero-based', 'Echoes the page as its own code counts it, from 0.', ['PAG-04'], () => ({
    envelope: (original) => (items, query, list) => original(items, { ...query, page: query.page - 1 }, list),
  })),
  fault('total-of-page', 'Says the length of this page as the total.', ['PAG-05'], () =>
    afterPaging(({ items }) => ({ totalCount: items.length })),
  ),
  fault('total-ignores-filter', 'Counts all rows, whatever the filter.', ['PAG-05'], () => {
    let all = 0;
    return {
      filter: (original) => (rows, rules, list) => {
        all = rows.length;
        return original(rows, rules, list);
      },
      page: (original) => (rows, query, list) => ({ ...original(rows, query, list), totalCount: all }),
    };
  }),
  fault('total-past-page-one', 'Counts what is left, past the first page.', ['PAG-05'], () =>
    afterPaging((_, { query, rows }) => ({ totalCount: Math.max(0, rows.length - (query.page - 1) * query.pageSize) })),
  ),
  fault('total-off-by-one', 'Counts one row too many on one operation.', ['PAG-05'], () =>
    afterPaging(({ totalCount }, { list }) => ({
      totalCount: list.operation.id === 'listUsers' ? totalCount + 1 : totalCount,
    })),
  ),
  fault('total-in-pages', 'Says the number of pages in place of the number of rows.', ['PAG-05'], () => ({
    page: (original) => (rows, query, list) => ({
      ...original(rows, query, list),
      totalCount: Math.ceil(rows.length / query.pageSize),
    }),
  })),
  fault('past-end-last', 'Serves the last page again past the end.', ['PAG-06'], () => ({
    page: (original) => (rows, query, list) => {
      const last = Math.max(1, Math.ceil(rows.length / query.pageSize));
      return original(rows, { ...query, page: Math.min(query.page, last) }, list);
    },
  })),
  fault('past-end-wraps', 'Begins again at the first page past the end.', ['PAG-06'], () => ({
    page: (original) => (rows, query, list) => {
      const last = Math.max(1, Math.ceil(rows.length / query.pageSize));
      return original(rows, { ...query, page: ((query.page - 1) % last) + 1 }, list);
    },
  })),
  fault('past-end-total', 'Says a total of 0 past the end.', ['PAG-06'], () =>
    afterPaging(({ items, totalCount }) => ({ totalCount: items.length === 0 ? 0 : totalCount })),
  ),
  fault('past-end-404', 'Returns 404 past the end.', ['PAG-06'], () =>
    changeReplies(
      (reply, request) => reply.status === 200 && Number(valuesOf(request, 'page')[0] ?? 1) > 1 && isEmpty(reply),
      (reply) => problem(reply, 404, 'Not Found', 'There is no such page.'),
    ),
  ),
];
