import type { Fault } from '../hooks.ts';

export const totalRenamed: Fault = {
  id: 'total-renamed',
  class: 'http',
  sentence: 'Calls `totalCount` otherwise on one operation.',
  clauses: ['CON-04'],
  hooks: () => ({
    envelope: (original) => (items, query, list) => {
      const { totalCount, ...rest } = original(items, query, list) as { totalCount: number };
      return list.operation.id === 'listMeetings' ? { ...rest, total: totalCount } : { ...rest, totalCount };
    },
  }),
};
