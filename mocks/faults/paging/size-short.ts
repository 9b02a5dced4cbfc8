import type { Fault } from '../hooks.ts';

export const sizeShort: Fault = {
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
};
