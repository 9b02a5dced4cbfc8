import type { Fault } from '../hooks.ts';
import { withHeaders, changeStatus } from '../support/replies.ts';

export const jsonAsText: Fault = {
  id: 'json-as-text',
  class: 'http',
  sentence: 'Labels every body as text/plain.',
  clauses: ['CON-03'],
  hooks: () => changeStatus(200, (reply) => withHeaders(reply, { 'content-type': 'text/plain; charset=utf-8' })),
};
