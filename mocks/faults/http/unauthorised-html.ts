import type { Fault } from '../hooks.ts';
import { withBody, htmlPage, HTML, changeStatus } from '../support/replies.ts';

export const unauthorisedHtml: Fault = {
  id: 'unauthorised-html',
  class: 'http',
  sentence: 'Answers a request without a key with an HTML page.',
  clauses: ['CON-08'],
  hooks: () => changeStatus(401, (reply) => withBody(reply, htmlPage('401 Authorization Required'), HTML)),
};
