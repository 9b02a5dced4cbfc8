import type { Fault } from '../hooks.ts';

export const perOperation: Fault = {
  id: 'per-operation',
  class: 'limit',
  sentence: 'Keeps a budget for each operation.',
  clauses: ['LIM-08', 'LIM-02'],
  hooks: () => ({ account: () => (request, key) => `${key.providerId} ${request.path}` }),
};
