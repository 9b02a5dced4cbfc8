import type { Fault } from '../../fault-hooks.ts';

export const oversizeOneOperation: Fault = {
  id: 'oversize-one-operation',
  class: 'paging',
  sentence: 'Serves more than 100 rows on one operation.',
  clauses: ['PAG-07'],
  hooks: () => ({
    readQuery: (honest) => (parameters, operation) =>
      honest(parameters, operation.id === 'listFindings' ? { ...operation, maxPageSize: 1000 } : operation),
  }),
};
