import type { Fault } from '../hooks.ts';

export const pageZeroBasedOneOperation: Fault = {
  id: 'page-zero-based-one-operation',
  class: 'paging',
  sentence: 'Counts pages from 0 on one operation, when a page is asked for.',
  clauses: ['PAG-02'],
  hooks: () => ({
    page: (original) => (rows, query, list) =>
      original(
        rows,
        list.operation.id === 'listInitiatives' && query.page > 1 ? { ...query, page: query.page + 1 } : query,
        list,
      ),
  }),
};
