import type { Fault } from '../../fault-hooks.ts';

export const pageZeroBased: Fault = {
  id: 'page-zero-based',
  class: 'paging',
  sentence: 'Counts pages from 0, so that page 1 is the second.',
  clauses: ['PAG-02'],
  hooks: () => ({
    page: (honest) => (rows, query, list) => honest(rows, { ...query, page: query.page + 1 }, list),
  }),
};
