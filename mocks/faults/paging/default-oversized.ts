import type { Fault } from '../hooks.ts';

export const defaultOversized: Fault = {
  id: 'default-oversized',
  class: 'paging',
  sentence: 'Serves the whole list when no page size is asked for.',
  clauses: ['PAG-01'],
  hooks: () => ({
    readQuery: (original) => (parameters, operation) => {
      const query = original(parameters, operation);
      return 'page' in query && !parameters.has('pageSize') ? { ...query, pageSize: 1000 } : query;
    },
  }),
};
