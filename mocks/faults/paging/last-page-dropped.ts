import type { Fault } from '../hooks.ts';

export const lastPageDropped: Fault = {
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
};
