import type { Fault } from '../hooks.ts';

export const perKey: Fault = {
  id: 'per-key',
  class: 'limit',
  sentence: 'Keeps a budget for each key.',
  clauses: ['LIM-04'],
  hooks: () => ({ account: () => (_request, key) => key.id }),
};
