import type { Fault } from '../hooks.ts';

export const sizeIgnored: Fault = {
  id: 'size-ignored',
  class: 'paging',
  sentence: 'Ignores the page size on one operation.',
  clauses: ['PAG-03'],
  hooks: () => ({
    page: (original) => (rows, query, list) =>
      original(rows, list.operation.id === 'listReviews' ? { ...query, pageSize: 100 } : query, list),
  }),
};
