import type { Fault } from '../hooks.ts';

export const echoDefault: Fault = {
  id: 'echo-default',
  class: 'paging',
  sentence: 'Says page 1 of 100, whatever was applied.',
  clauses: ['PAG-04'],
  hooks: () => ({
    envelope: (original) => (items, query, list) => original(items, { ...query, page: 1, pageSize: 100 }, list),
  }),
};
