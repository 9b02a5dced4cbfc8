import type { Fault } from '../../fault-hooks.ts';

export const sizeIgnored: Fault = {
  id: 'size-ignored',
  class: 'paging',
  sentence: 'Ignores the page size on one operation.',
  clauses: ['PAG-03'],
  hooks: () => ({
    page: (honest) => (rows, query, list) =>
      honest(rows, list.operation.id === 'listReviews' ? { ...query, pageSize: 100 } : query, list),
  }),
};
