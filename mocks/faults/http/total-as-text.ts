import type { Fault } from '../hooks.ts';

export const totalAsText: Fault = {
  id: 'total-as-text',
  class: 'http',
  sentence: 'Writes `totalCount` as text.',
  clauses: ['CON-02', 'CON-04'],
  hooks: () => ({
    envelope: (original) => (items, query, list) => ({
      ...(original(items, query, list) as object),
      totalCount: String(items.totalCount),
    }),
  }),
};
