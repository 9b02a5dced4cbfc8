import type { Fault } from '../../fault-hooks.ts';

export const oversizeServed: Fault = {
  id: 'oversize-served',
  class: 'paging',
  sentence: 'Serves as many rows as asked for, over 100 too.',
  clauses: ['PAG-07'],
  hooks: () => ({
    readQuery: (honest) => (parameters, operation) => honest(parameters, { ...operation, maxPageSize: 100_000 }),
  }),
};
