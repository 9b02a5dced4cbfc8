import type { Fault } from '../hooks.ts';

export const pastEndLast: Fault = {
  id: 'past-end-last',
  class: 'paging',
  sentence: 'Serves the last page again past the end.',
  clauses: ['PAG-06'],
  hooks: () => ({
    page: (original) => (rows, query, list) => {
      const last = Math.max(1, Math.ceil(rows.length / query.pageSize));
      return original(rows, { ...query, page: Math.min(query.page, last) }, list);
    },
  }),
};
