import type { Fault } from '../hooks.ts';
import { withBody, htmlPage, HTML, changeStatus } from '../support/replies.ts';

export const inputAsHtml: Fault = {
  id: 'input-as-html',
  class: 'exposure',
  sentence: 'Echoes a bad parameter in a page of HTML.',
  clauses: ['SEC-04'],
  hooks: () =>
    changeStatus(400, (reply, request) =>
      withBody(
        reply,
        htmlPage('Bad Request', `<p>${decodeURIComponent(request.query.replaceAll('+', ' '))}</p>`),
        HTML,
      ),
    ),
};
