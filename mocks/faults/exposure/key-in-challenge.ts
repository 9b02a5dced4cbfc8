import type { Fault } from '../hooks.ts';
import { withHeaders, changeReplies } from '../support/replies.ts';
import { keyIn } from '../support/requests.ts';

export const keyInChallenge: Fault = {
  id: 'key-in-challenge',
  class: 'exposure',
  sentence: 'Repeats the key in a header of its refusal.',
  clauses: ['KEY-17'],
  hooks: () =>
    changeReplies(
      (reply, request) => reply.status === 401 && /^[\w-]+$/.test(keyIn(request) ?? ''),
      (reply, request) => withHeaders(reply, { 'www-authenticate': `ApiKey realm="${keyIn(request) ?? ''}"` }),
    ),
};
