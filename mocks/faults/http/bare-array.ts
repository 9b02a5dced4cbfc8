import type { Fault } from '../../fault-hooks.ts';

export const bareArray: Fault = {
  id: 'bare-array',
  class: 'http',
  sentence: 'Answers one operation with the bare array.',
  clauses: ['CON-04'],
  hooks: () => ({
    envelope: (honest) => (items, query, list) =>
      list.operation.id === 'listUsers' ? items.items : honest(items, query, list),
  }),
};
