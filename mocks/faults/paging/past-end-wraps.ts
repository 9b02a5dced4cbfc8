import type { Fault } from '../hooks.ts';

export const pastEndWraps: Fault = {
  id: 'past-end-wraps',
  class: 'paging',
  sentence: 'Begins again at the first page past the end.',
  clauses: ['PAG-06'],
  hooks: () => ({
    page: (original) => (rows, query, list) => {
      const last = Math.max(1, Math.ceil(rows.length / query.pageSize));
      return original(rows, { ...query, page: ((query.page - 1) % last) + 1 }, list);
    },
  }),
};
