import type { Fault } from '../hooks.ts';
import { withBody, htmlPage, HTML, changeStatus } from '../support/replies.ts';

export const errorHtml: Fault = {
  id: 'error-html',
  class: 'http',
  sentence: 'Answers a bad request with an HTML page.',
  clauses: ['CON-08'],
  hooks: () => changeStatus(400, (reply) => withBody(reply, htmlPage('Bad Request'), HTML)),
};
