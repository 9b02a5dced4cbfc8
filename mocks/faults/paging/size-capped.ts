import type { Fault } from '../hooks.ts';

export const sizeCapped: Fault = {
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
};
