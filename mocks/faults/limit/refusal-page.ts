import type { Fault } from '../hooks.ts';
import { withBody, htmlPage, HTML, changeStatus } from '../support/replies.ts';

export const refusalPage: Fault = {
  id: 'refusal-page',
  class: 'limit',
  sentence: 'Refuses for the budget with an HTML page.',
  clauses: ['LIM-12'],
  hooks: () => changeStatus(429, (reply) => withBody(reply, htmlPage('429 Too Many Requests'), HTML)),
};
