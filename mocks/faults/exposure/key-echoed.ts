import type { Fault } from '../hooks.ts';
import { changeReplies, problem } from '../support/replies.ts';
import { keyIn } from '../support/requests.ts';

export const keyEchoed: Fault = {
  id: 'key-echoed',
  class: 'exposure',
  sentence: 'Repeats the key in its refusal.',
  clauses: ['KEY-17'],
  hooks: () =>
    changeReplies(
      (reply, request) => reply.status === 401 && (keyIn(request) ?? '') !== '',
      (reply, request) => problem(reply, 401, 'Unauthorized', `The API key ${keyIn(request) ?? ''} is not valid.`),
    ),
};
