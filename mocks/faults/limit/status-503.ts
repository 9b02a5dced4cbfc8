import type { Fault } from '../hooks.ts';
import { changeStatus } from '../support/replies.ts';

export const status503: Fault = {
  id: 'status-503',
  class: 'limit',
  sentence: 'Refuses for the budget with 503.',
  clauses: ['LIM-03'],
  hooks: () => changeStatus(429, (reply) => ({ ...reply, status: 503 })),
};
