import type { Fault } from '../hooks.ts';
import { withHeaders, HTML, changeReplies } from '../support/replies.ts';

export const jsonAsHtml: Fault = {
  id: 'json-as-html',
  class: 'http',
  sentence: 'Labels the JSON of one operation as text/html.',
  clauses: ['CON-03'],
  hooks: () =>
    changeReplies(
      (reply, request) => reply.status === 200 && request.path === '/users',
      (reply) => withHeaders(reply, { 'content-type': HTML }),
    ),
};
