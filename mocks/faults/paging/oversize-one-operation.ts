import type { Fault } from '../hooks.ts';

export const oversizeOneOperation: Fault = {
  id: 'oversize-one-operation',
  class: 'paging',
  sentence: 'Serves more than 100 rows on one operation.',
  clauses: ['PAG-07'],
  hooks: () => ({
    readQuery: (original) => (parameters, operation) =>
      original(parameters, operation.id === 'listFindings' ? { ...operation, maxPageSize: 1000 } : operation),
  }),
};
