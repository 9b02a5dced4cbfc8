import type { Fault } from '../hooks.ts';
import { changeReplies } from '../support/replies.ts';

export const list201: Fault = {
  id: 'list-201',
  class: 'http',
  sentence: 'Answers 201 on one operation.',
  clauses: ['CON-01'],
  hooks: () =>
    changeReplies(
      (reply, request) => reply.status === 200 && request.path === '/findings',
      (reply) => ({ ...reply, status: 201 }),
    ),
};
