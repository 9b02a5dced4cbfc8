import type { Fault } from '../hooks.ts';
import { changeReplies, problem } from '../support/replies.ts';
import { keyIn } from '../support/requests.ts';

export const revokedTold: Fault = {
  id: 'revoked-told',
  class: 'auth',
  sentence: 'Says that a key was revoked.',
  clauses: ['AUTH-06'],
  hooks: ({ demoKeys }) =>
    changeReplies(
      (reply, request) => reply.status === 401 && keyIn(request) === demoKeys.revoked,
      (reply) => problem(reply, 401, 'Unauthorized', 'This API key was revoked.'),
    ),
};
