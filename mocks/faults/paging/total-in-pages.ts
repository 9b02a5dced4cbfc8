import type { Fault } from '../hooks.ts';

export const totalInPages: Fault = {
  id: 'total-in-pages',
  class: 'paging',
  sentence: 'Says the number of pages in place of the number of rows.',
  clauses: ['PAG-05'],
  hooks: () => ({
    page: (original) => (rows, query, list) => ({
      ...original(rows, query, list),
      totalCount: Math.ceil(rows.length / query.pageSize),
    }),
  }),
};
