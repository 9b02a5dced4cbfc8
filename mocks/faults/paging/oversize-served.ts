import type { Fault } from '../hooks.ts';

export const oversizeServed: Fault = {
  id: 'oversize-served',
  class: 'paging',
  sentence: 'Serves as many rows as asked for, over 100 too.',
  clauses: ['PAG-07'],
  hooks: () => ({
    readQuery: (original) => (parameters, operation) => original(parameters, { ...operation, maxPageSize: 100_000 }),
  }),
};
