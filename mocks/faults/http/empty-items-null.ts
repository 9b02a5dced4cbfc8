import type { Fault } from '../hooks.ts';

export const emptyItemsNull: Fault = {
  id: 'empty-items-null',
  class: 'http',
  sentence: 'Writes `items` as null when there are none.',
  clauses: ['CON-04'],
  hooks: () => ({
    envelope: (original) => (items, query, list) => ({
      ...(original(items, query, list) as object),
      ...(items.items.length === 0 && { items: null }),
    }),
  }),
};
