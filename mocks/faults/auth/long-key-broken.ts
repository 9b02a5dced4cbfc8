import type { Fault } from '../hooks.ts';
import { changeReplies, problem } from '../support/replies.ts';
import { keyIn } from '../support/requests.ts';

export const longKeyBroken: Fault = {
  id: 'long-key-broken',
  class: 'auth',
  sentence: 'Answers 500 to a key of thousands of characters.',
  clauses: ['AUTH-09'],
  hooks: () =>
    changeReplies(
      (reply, request) => reply.status === 401 && (keyIn(request) ?? '').length > 1000,
      (reply) => problem(reply, 500, 'Internal Server Error', 'Something went wrong.'),
    ),
};
