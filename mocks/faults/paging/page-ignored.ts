import type { Fault } from '../hooks.ts';

export const pageIgnored: Fault = {
  id: 'page-ignored',
  class: 'paging',
  sentence: 'Serves the first page whatever page is asked for, on one operation.',
  clauses: ['PAG-02'],
  hooks: () => ({
    page: (original) => (rows, query, list) =>
      original(rows, list.operation.id === 'listUsers' ? { ...query, page: 1 } : query, list),
  }),
};
