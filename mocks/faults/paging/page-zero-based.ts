import type { Fault } from '../hooks.ts';

export const pageZeroBased: Fault = {
  id: 'page-zero-based',
  class: 'paging',
  sentence: 'Counts pages from 0, so that page 1 is the second.',
  clauses: ['PAG-02'],
  hooks: () => ({
    page: (original) => (rows, query, list) => original(rows, { ...query, page: query.page + 1 }, list),
  }),
};
