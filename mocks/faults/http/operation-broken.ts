import type { Fault } from '../hooks.ts';
import { changeReplies, problem } from '../support/replies.ts';

export const operationBroken: Fault = {
  id: 'operation-broken',
  class: 'http',
  sentence: 'Answers 500 on one operation.',
  clauses: ['CON-01'],
  hooks: () =>
    changeReplies(
      (reply, request) => reply.status === 200 && request.path === '/initiatives',
      (reply) => problem(reply, 500, 'Internal Server Error', 'Something went wrong.'),
    ),
};
