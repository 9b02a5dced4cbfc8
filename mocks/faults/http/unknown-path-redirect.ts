import type { Fault } from '../hooks.ts';
import { withHeaders, withBody, changeReplies } from '../support/replies.ts';

export const unknownPathRedirect: Fault = {
  id: 'unknown-path-redirect',
  class: 'http',
  sentence: 'Redirects unknown paths to the start page.',
  clauses: ['CON-09'],
  hooks: () =>
    changeReplies(
      (reply, request) => reply.status === 404 && !/^\/recommendations\/[^/]+\/configurations$/.test(request.path),
      (reply) => withHeaders({ ...withBody(reply, ''), status: 302 }, { location: '/' }),
    ),
};
