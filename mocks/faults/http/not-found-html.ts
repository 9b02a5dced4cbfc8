import type { Fault } from '../hooks.ts';
import { withBody, htmlPage, HTML, changeStatus } from '../support/replies.ts';

export const notFoundHtml: Fault = {
  id: 'not-found-html',
  class: 'http',
  sentence: 'Answers an unknown path with the HTML page of a gateway.',
  clauses: ['CON-08'],
  hooks: () =>
    changeStatus(404, (reply) => withBody(reply, htmlPage('404 Not Found', '<hr><center>nginx</center>'), HTML)),
};
