import type { Fault } from '../hooks.ts';
import { withJson, changeReplies } from '../support/replies.ts';

export const jsonInText: Fault = {
  id: 'json-in-text',
  class: 'http',
  sentence: 'Wraps the JSON of one operation in a string.',
  clauses: ['CON-04', 'CON-02'],
  hooks: () =>
    changeReplies(
      (reply, request) => reply.status === 200 && request.path === '/reviews/categories/overdue',
      (reply) => withJson(reply, reply.body?.toString('utf8') ?? ''),
    ),
};
