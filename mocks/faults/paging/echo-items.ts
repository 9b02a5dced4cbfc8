import type { Fault } from '../hooks.ts';

export const echoItems: Fault = {
  id: 'echo-items',
  class: 'paging',
  sentence: 'Says the number of items in place of the page size.',
  clauses: ['PAG-04'],
  hooks: () => ({
    envelope: (original) => (items, query, list) => original(items, { ...query, pageSize: items.items.length }, list),
  }),
};
