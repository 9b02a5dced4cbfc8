import type { Fault } from '../hooks.ts';
import { withBody, changeReplies } from '../support/replies.ts';

export const latin1: Fault = {
  id: 'latin-1',
  class: 'http',
  sentence: 'Sends one operation in ISO 8859-1.',
  clauses: ['CON-03'],
  hooks: () =>
    changeReplies(
      (reply, request) => reply.status === 200 && request.path === '/clients',
      (reply) =>
        withBody(
          reply,
          Buffer.from(reply.body?.toString('utf8') ?? '', 'latin1'),
          'application/json; charset=iso-8859-1',
        ),
    ),
};
