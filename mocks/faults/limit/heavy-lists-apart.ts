import type { Fault } from '../hooks.ts';

export const heavyListsApart: Fault = {
  id: 'heavy-lists-apart',
  class: 'limit',
  sentence: 'Keeps one operation out of the budget.',
  clauses: ['LIM-08', 'LIM-02'],
  hooks: () => ({
    account: () => (request, key) => (request.path === '/users' ? `${key.providerId} users` : key.providerId),
  }),
};
