import type { Fault } from '../hooks.ts';
import { withHeaders, changeReplies } from '../support/replies.ts';
import { keyIn } from '../support/requests.ts';

export const revokedHeader: Fault = {
  id: 'revoked-header',
  class: 'auth',
  sentence: 'Names in a header why a revoked key is refused.',
  clauses: ['AUTH-06'],
  hooks: ({ demoKeys }) =>
    changeReplies(
      (reply, request) => reply.status === 401 && keyIn(request) === demoKeys.revoked,
      (reply) => withHeaders(reply, { 'www-authenticate': 'ApiKey error="revoked"' }),
    ),
};
