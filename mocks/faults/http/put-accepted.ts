import type { Fault } from '../hooks.ts';
import { withHeaders, changeReplies } from '../support/replies.ts';

export const putAccepted: Fault = {
  id: 'put-accepted',
  class: 'http',
  sentence: 'Accepts a PUT on one operation and answers 204.',
  clauses: ['CON-10'],
  hooks: () =>
    changeReplies(
      (reply, request) => reply.status === 405 && request.method === 'PUT',
      (reply) =>
        withHeaders({ ...reply, status: 204, body: null }, { 'content-type': undefined, 'content-length': undefined }),
    ),
};
