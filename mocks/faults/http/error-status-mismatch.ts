import type { Fault } from '../hooks.ts';
import { withJson, jsonOf, changeStatus } from '../support/replies.ts';

export const errorStatusMismatch: Fault = {
  id: 'error-status-mismatch',
  class: 'http',
  sentence: 'Names another status in the body of an error than the one it sends.',
  clauses: ['CON-08'],
  hooks: () => changeStatus(400, (reply) => withJson(reply, { ...jsonOf(reply), status: 500 })),
};
