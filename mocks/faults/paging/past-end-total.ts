import type { Fault } from '../hooks.ts';

export const pastEndTotal: Fault = {
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
};
