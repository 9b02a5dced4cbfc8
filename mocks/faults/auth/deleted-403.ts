import type { Fault } from '../hooks.ts';
import { changeReplies, problem } from '../support/replies.ts';
import { keyIn } from '../support/requests.ts';

export const deleted403: Fault = {
  id: 'deleted-403',
  class: 'auth',
  sentence: 'Refuses a deleted key with 403.',
  clauses: ['AUTH-06'],
  hooks: ({ demoKeys }) =>
    changeReplies(
      (reply, request) => reply.status === 401 && keyIn(request) === demoKeys.deleted,
      (reply) => problem(reply, 403, 'Forbidden', 'Access is denied.'),
    ),
};
