import type { Fault } from '../hooks.ts';

export const emptyItemsAbsent: Fault = {
  id: 'empty-items-absent',
  class: 'http',
  sentence: 'Leaves `items` out when there are none.',
  clauses: ['CON-04'],
  hooks: () => ({
    envelope: (original) => (items, query, list) => {
      const { items: rows, ...rest } = original(items, query, list) as { items: unknown[] };
      return rows.length > 0 ? { ...rest, items: rows } : rest;
    },
  }),
};
