import type { Fault } from '../hooks.ts';

export const newKeyDeadOneOperation: Fault = {
  id: 'new-key-dead-one-operation',
  class: 'keys',
  sentence: 'Does not know new keys on one operation.',
  clauses: ['KEY-01', 'AUTH-03'],
  hooks: ({ clock }) => {
    const started = clock.now();
    return {
      authenticate: (original) => (request) => {
        const record = original(request);
        return record && record.createdAt > started && request.path === '/initiatives' ? undefined : record;
      },
    };
  },
};
