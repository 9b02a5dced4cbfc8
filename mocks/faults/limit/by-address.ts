import type { Fault } from '../hooks.ts';

export const byAddress: Fault = {
  id: 'by-address',
  class: 'limit',
  sentence: 'Keeps a budget for each address that requests come from.',
  clauses: ['LIM-05'],
  hooks: () => ({ account: () => (request) => request.remoteAddress }),
};
