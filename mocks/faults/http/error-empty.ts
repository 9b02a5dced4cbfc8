import type { Fault } from '../hooks.ts';
import { withBody, changeStatus } from '../support/replies.ts';

export const errorEmpty: Fault = {
  id: 'error-empty',
  class: 'http',
  sentence: 'Refuses bad requests without a body.',
  clauses: ['CON-08'],
  hooks: () => changeStatus(400, (reply) => withBody(reply, '', 'application/problem+json; charset=utf-8')),
};
