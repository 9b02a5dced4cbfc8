import type { Fault } from '../hooks.ts';

export const bareArray: Fault = {
  id: 'bare-array',
  class: 'http',
  sentence: 'Answers one operation with the bare array.',
  clauses: ['CON-04'],
  hooks: () => ({
    envelope: (original) => (items, query, list) =>
      list.operation.id === 'listUsers' ? items.items : original(items, query, list),
  }),
};
