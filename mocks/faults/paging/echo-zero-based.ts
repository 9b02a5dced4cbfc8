import type { Fault } from '../hooks.ts';

export const echoZeroBased: Fault = {
  id: 'echo-zero-based',
  class: 'paging',
  sentence: 'Echoes the page as its own code counts it, from 0.',
  clauses: ['PAG-04'],
  hooks: () => ({
    envelope: (original) => (items, query, list) => original(items, { ...query, page: query.page - 1 }, list),
  }),
};
