import type { Fault } from '../hooks.ts';

export const totalOfPage: Fault = {
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
};
