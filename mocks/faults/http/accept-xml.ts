import type { Fault } from '../hooks.ts';
import { withBody, changeReplies } from '../support/replies.ts';

export const acceptXml: Fault = {
  id: 'accept-xml',
  class: 'http',
  sentence: 'Answers with XML whoever accepts it.',
  clauses: ['CON-12'],
  hooks: () =>
    changeReplies(
      (reply, request) => reply.status === 406 && (request.headers['accept'] ?? '').includes('xml'),
      (reply) => ({ ...withBody(reply, '<items/>', 'application/xml'), status: 200 }),
    ),
};
