import type { Fault } from '../hooks.ts';
import { changeReplies, problem } from '../support/replies.ts';

export const deleteBroken: Fault = {
  id: 'delete-broken',
  class: 'http',
  sentence: 'Answers 500 to a DELETE.',
  clauses: ['CON-10'],
  hooks: () =>
    changeReplies(
      (reply, request) => reply.status === 405 && request.method === 'DELETE',
      (reply) => problem(reply, 500, 'Internal Server Error', 'The method is not implemented.'),
    ),
};
