import type { Fault } from '../../fault-hooks.ts';

export const emptyItemsNull: Fault = {
  id: 'empty-items-null',
  class: 'http',
  sentence: 'Writes `items` as null when there are none.',
  clauses: ['CON-04'],
  hooks: () => ({
    envelope: (honest) => (items, query, list) => ({
      ...(honest(items, query, list) as object),
      ...(items.items.length === 0 && { items: null }),
    }),
  }),
};
