import type { Fault } from '../hooks.ts';
import { changeStatus } from '../support/replies.ts';

export const refused200: Fault = {
  id: 'refused-200',
  class: 'auth',
  sentence: 'Refuses with status 200 and an error in the body.',
  clauses: ['AUTH-01'],
  hooks: () => changeStatus(401, (reply) => ({ ...reply, status: 200 })),
};
