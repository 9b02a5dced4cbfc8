import type { Fault } from '../hooks.ts';
import { withHeaders, changeStatus } from '../support/replies.ts';

export const challengeMissing: Fault = {
  id: 'challenge-missing',
  class: 'auth',
  sentence: 'Refuses without saying how to authenticate.',
  clauses: ['AUTH-07'],
  hooks: () => changeStatus(401, (reply) => withHeaders(reply, { 'www-authenticate': undefined })),
};
