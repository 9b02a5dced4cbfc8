import type { Fault } from '../hooks.ts';
import { changeStatus } from '../support/replies.ts';

export const status200: Fault = {
  id: 'status-200',
  class: 'limit',
  sentence: 'Refuses for the budget with status 200 and an error in the body.',
  clauses: ['LIM-03'],
  hooks: () => changeStatus(429, (reply) => ({ ...reply, status: 200 })),
};
