import type { Fault } from '../hooks.ts';
import { withBody, changeStatus } from '../support/replies.ts';

export const errorBareText: Fault = {
  id: 'error-bare-text',
  class: 'http',
  sentence: 'Refuses bad requests with a bare JSON string.',
  clauses: ['CON-08'],
  hooks: () => changeStatus(400, (reply) => withBody(reply, '"Bad request"', 'application/json; charset=utf-8')),
};
