import type { Fault } from '../hooks.ts';

export const itemsKeyed: Fault = {
  id: 'items-keyed',
  class: 'http',
  sentence: 'Writes `items` as an object by index.',
  clauses: ['CON-04'],
  hooks: () => ({
    envelope: (original) => (items, query, list) => ({
      ...(original(items, query, list) as object),
      ...(list.operation.id === 'listReviews' && { items: { ...items.items } }),
    }),
  }),
};
