import type { Fault } from '../hooks.ts';

export const borderGap: Fault = {
  id: 'border-gap',
  class: 'paging',
  sentence: 'Skips a row at the border of two pages.',
  clauses: ['PAG-02'],
  hooks: () => ({
    page: () => (rows, query) => {
      const from = (query.page - 1) * query.pageSize;
      const first = from > 0 ? from + 1 : 0;
      return { items: rows.slice(first, from + query.pageSize), totalCount: rows.length };
    },
  }),
};
