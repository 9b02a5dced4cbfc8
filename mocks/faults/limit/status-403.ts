import type { Fault } from '../hooks.ts';
import { changeStatus, problem } from '../support/replies.ts';

export const status403: Fault = {
  id: 'status-403',
  class: 'limit',
  sentence: 'Refuses for the budget with 403.',
  clauses: ['LIM-03'],
  hooks: () => changeStatus(429, (reply) => problem(reply, 403, 'Forbidden', 'The quota is exhausted.')),
};
