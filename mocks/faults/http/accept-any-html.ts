import type { Fault } from '../hooks.ts';
import { withBody, htmlPage, HTML, changeReplies } from '../support/replies.ts';

export const acceptAnyHtml: Fault = {
  id: 'accept-any-html',
  class: 'http',
  sentence: 'Takes `Accept: */*` for a browser and answers with a page.',
  clauses: ['CON-12'],
  hooks: () =>
    changeReplies(
      (reply, request) => reply.status === 200 && request.headers['accept'] === '*/*',
      (reply) => withBody(reply, htmlPage('Results'), HTML),
    ),
};
