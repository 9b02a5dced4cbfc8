import type { Fault } from '../hooks.ts';

export const envelopeExtended: Fault = {
  id: 'envelope-extended',
  class: 'schema',
  sentence: 'Adds a member to the envelope.',
  clauses: ['CON-05'],
  hooks: () => ({
    envelope: (original) => (items, query, list) => ({
      ...(original(items, query, list) as object),
      hasNextPage: query.page * query.pageSize < items.totalCount,
    }),
  }),
};
