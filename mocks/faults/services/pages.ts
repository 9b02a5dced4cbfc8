import { fieldOf } from '../../data/columns.ts';
import type { Fault } from '../hooks.ts';
import { jumble } from '../support/sorting.ts';

/** Pages and totals as services count them that hurry. */
export const servicesPages: readonly Fault[] = [
  {
    id: 'total-capped',
    class: 'paging',
    sentence: 'Counts no more than five hundred rows.',
    clauses: ['PAG-05'],
    hooks: () => ({
      page: (original) => (rows, query, list) => {
        const found = original(rows, query, list);
        return { ...found, totalCount: Math.min(500, found.totalCount) };
      },
    }),
  },
  {
    id: 'total-estimated',
    class: 'paging',
    sentence: 'Says the total to the nearest ten.',
    clauses: ['PAG-05'],
    hooks: () => ({
      page: (original) => (rows, query, list) => {
        const found = original(rows, query, list);
        return { ...found, totalCount: Math.round(found.totalCount / 10) * 10 };
      },
    }),
  },
  {
    id: 'total-of-first-filter',
    class: 'paging',
    sentence: 'Keeps the total of the first filter of a list for those that follow.',
    clauses: ['PAG-05'],
    hooks: () => {
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
  },
  {
    id: 'total-of-all-tenants',
    class: 'paging',
    sentence: 'Counts the rows of other IT providers as well.',
    clauses: ['PAG-05'],
    hooks: () => ({
      page: (original) => (rows, query, list) => {
        const found = original(rows, query, list);
        return { ...found, totalCount: found.totalCount + (query.filters.length === 0 ? 137 : 11) };
      },
    }),
  },
  {
    id: 'total-counts-a-column',
    class: 'paging',
    sentence: 'Counts the values of the field sorted by, so that rows without one are left out of the total.',
    clauses: ['PAG-05', 'SRT-03'],
    hooks: () => ({
      page: (original) => (rows, query, list) => {
        const found = original(rows, query, list);
        const [first] = query.sorting;
        if (!first) return found;
        const totalCount = rows.filter((row) => (fieldOf(row, first.field.member) ?? null) !== null).length;
        return { ...found, totalCount };
      },
    }),
  },
  {
    id: 'total-when-sorted',
    class: 'paging',
    sentence: 'Counts the rows of the page where the list is sorted.',
    clauses: ['PAG-05', 'SRT-03'],
    hooks: () => ({
      page: (original) => (rows, query, list) => {
        const found = original(rows, query, list);
        return query.sorting.length > 0 ? { ...found, totalCount: found.items.length } : found;
      },
    }),
  },
  {
    id: 'last-row-lost',
    class: 'paging',
    sentence: 'Loses the last row of the last page.',
    clauses: ['PAG-03', 'PAG-02'],
    hooks: () => ({
      page: (original) => (rows, query, list) => {
        const found = original(rows, query, list);
        const isLast = query.page > 1 && query.page * query.pageSize >= rows.length;
        return isLast ? { ...found, items: found.items.slice(0, -1) } : found;
      },
    }),
  },
  {
    id: 'full-last-page-lost',
    class: 'paging',
    sentence: 'Has no last page where it would be full.',
    clauses: ['PAG-03', 'PAG-02'],
    hooks: () => ({
      page: (original) => (rows, query, list) => {
        const found = original(rows, query, list);
        const full = query.page > 1 && query.page * query.pageSize === rows.length;
        return full ? { ...found, items: [] } : found;
      },
    }),
  },
  {
    id: 'skip-without-order',
    class: 'paging',
    sentence: 'Has no order of its own past the second page, and so another one on each.',
    clauses: ['PAG-02'],
    hooks: () => ({
      page: (original) => (rows, query, list) => {
        if (query.page < 3 || query.sorting.length > 0) return original(rows, query, list);
        const order = rows.toSorted((a, b) => jumble(query.page, a['id']) - jumble(query.page, b['id']));
        return original(order, query, list);
      },
    }),
  },
  {
    id: 'take-before-skip',
    class: 'paging',
    sentence: 'Takes a page of rows before it skips those of the pages before, where the list is filtered.',
    clauses: ['FIL-06', 'PAG-03'],
    hooks: () => ({
      page: (original) => (rows, query, list) => {
        const found = original(rows, query, list);
        return query.filters.length > 0 && query.page > 1 ? { ...found, items: [] } : found;
      },
    }),
  },
  {
    id: 'size-rounded-up',
    class: 'paging',
    sentence: 'Rounds page sizes up to whole tens.',
    clauses: ['PAG-03', 'PAG-02'],
    hooks: () => ({
      page: (original) => (rows, query, list) =>
        original(rows, { ...query, pageSize: Math.ceil(query.pageSize / 10) * 10 }, list),
    }),
  },
  {
    id: 'deep-pages-empty',
    class: 'paging',
    sentence: 'Serves no rows beyond the four hundredth.',
    clauses: ['PAG-02', 'PAG-03'],
    hooks: () => ({
      page: (original) => (rows, query, list) => {
        const found = original(rows, query, list);
        return (query.page - 1) * query.pageSize >= 400 ? { ...found, items: [] } : found;
      },
    }),
  },
  {
    id: 'small-pages-whole',
    class: 'paging',
    sentence: 'Takes a page size of fewer than three for ten.',
    clauses: ['PAG-03', 'FIL-06'],
    hooks: () => ({
      page: (original) => (rows, query, list) =>
        original(rows, query.pageSize < 3 ? { ...query, pageSize: 10 } : query, list),
    }),
  },
];
