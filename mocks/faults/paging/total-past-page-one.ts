import type { Fault } from '../hooks.ts';

export const totalPastPageOne: Fault = {
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
};
