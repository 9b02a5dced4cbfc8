import type { Fault } from '../../fault-hooks.ts';

export const echoItems: Fault = {
  id: 'echo-items',
  class: 'paging',
  sentence: 'Says the number of items in place of the page size.',
  clauses: ['PAG-04'],
  hooks: () => ({
    envelope: (honest) => (items, query, list) => honest(items, { ...query, pageSize: items.items.length }, list),
  }),
};
