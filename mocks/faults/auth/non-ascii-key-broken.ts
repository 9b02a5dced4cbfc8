import type { Fault } from '../hooks.ts';
import { changeReplies, problem } from '../support/replies.ts';
import { keyIn } from '../support/requests.ts';

export const nonAsciiKeyBroken: Fault = {
  id: 'non-ascii-key-broken',
  class: 'auth',
  sentence: 'Answers 500 to a key with letters outside ASCII.',
  clauses: ['AUTH-09'],
  hooks: () =>
    changeReplies(
      (reply, request) => reply.status === 401 && /[^ -~]/.test(keyIn(request) ?? ''),
      (reply) => problem(reply, 500, 'Internal Server Error', 'Something went wrong.'),
    ),
};
