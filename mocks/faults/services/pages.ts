import type { Fault } from '../hooks.ts';
import { jumble } from '../support/sorting.ts';
import { faultOf } from '../support/row.ts';
import { afterPaging } from '../support/paging.ts';
import { isNull } from '../support/rows.ts';

const fault = faultOf('paging');

/** Pages and totals as services count them that hurry. */
export const servicesPages: readonly Fault[] = [
  fault('total-capped', 'Counts no more than five hundred rows.', ['PAG-05'], () =>
    afterPaging((found) => ({ totalCount: Math.min(500, found.totalCount) })),
  ),
  fault('total-estimated', 'Says the total to the nearest ten.', ['PAG-05'], () =>
    afterPaging((found) => ({ totalCount: Math.round(found.totalCount / 10) * 10 })),
  ),
  fault(
    'total-of-first-filter',
    'Keeps the total of the first filter of a list for those that follow.',
    ['PAG-05'],
    () => {
      const totals = new Map<string, number>();
      return {
        page: (original) => (rows, query, list) => {
          const found = original(rows, query, list);
          if (query.filters.length === 0) return found;
          const key = `${list.providerId} ${list.operation.id} ${list.parent ?? ''}`;
          const totalCount = totals.get(key) ?? found.totalCount;
          totals.set(key, totalCount);
          return { ...found, totalCount };
        },
      };
    },
  ),
  fault('total-of-all-tenants', 'Counts the rows of other IT providers as well.', ['PAG-05'], () =>
    afterPaging((found, { query }) => ({ totalCount: found.totalCount + (query.filters.length === 0 ? 137 : 11) })),
  ),
  fault(
    'total-counts-a-column',
    'Counts the values of the field sorted by, so that rows without one are left out of the total.',
    ['PAG-05', 'SRT-03'],
    () =>
      afterPaging((_, { query, rows }) => {
        const [first] = query.sorting;
        if (!first) return {};
        const totalCount = rows.filter((row) => !isNull(row, first.field.member)).length;
        return { totalCount };
      }),
  ),
  fault('total-when-sorted', 'Counts the rows of the page where the list is sorted.', ['PAG-05', 'SRT-03'], () =>
    afterPaging((found, { query }) => (query.sorting.length > 0 ? { totalCount: found.items.length } : {})),
  ),
  fault('last-row-lost', 'Loses the last row of the last page.', ['PAG-03', 'PAG-02'], () =>
    afterPaging((found, { query, rows }) => {
      const isLast = query.page > 1 && query.page * query.pageSize >= rows.length;
      return isLast ? { items: found.items.slice(0, -1) } : {};
    }),
  ),
  fault('full-last-page-lost', 'Has no last page where it would be full.', ['PAG-03', 'PAG-02'], () =>
    afterPaging((_, { query, rows }) => {
      const full = query.page > 1 && query.page * query.pageSize === rows.length;
      return full ? { items: [] } : {};
    }),
  ),
  fault(
    'skip-without-order',
    'Has no order of its own past the second page, and so another one on each.',
    ['PAG-02'],
    () => ({
      page: (original) => (rows, query, list) => {
        if (query.page < 3 || query.sorting.length > 0) return original(rows, query, list);
        const order = rows.toSorted((a, b) => jumble(query.page, a['id']) - jumble(query.page, b['id']));
        return original(order, query, list);
      },
    }),
  ),
  fault(
    'take-before-skip',
    'Takes a page of rows before it skips those of the pages before, where the list is filtered.',
    ['FIL-06', 'PAG-03'],
    () => afterPaging((_, { query }) => (query.filters.length > 0 && query.page > 1 ? { items: [] } : {})),
  ),
  fault('size-rounded-up', 'Rounds page sizes up to whole tens.', ['PAG-03', 'PAG-02'], () => ({
    page: (original) => (rows, query, list) =>
      original(rows, { ...query, pageSize: Math.ceil(query.pageSize / 10) * 10 }, list),
  })),
  fault('deep-pages-empty', 'Serves no rows beyond the four hundredth.', ['PAG-02', 'PAG-03'], () =>
    afterPaging((_, { query }) => ((query.page - 1) * query.pageSize >= 400 ? { items: [] } : {})),
  ),
  fault('small-pages-whole', 'Takes a page size of fewer than three for ten.', ['PAG-03', 'FIL-06'], () => ({
    page: (original) => (rows, query, list) =>
      original(rows, query.pageSize < 3 ? { ...query, pageSize: 10 } : query, list),
  })),
];
