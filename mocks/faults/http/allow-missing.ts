import type { Fault } from '../hooks.ts';
import { withHeaders, changeStatus } from '../support/replies.ts';

export const allowMissing: Fault = {
  id: 'allow-missing',
  class: 'http',
  sentence: 'Refuses a method without saying which ones it takes.',
  clauses: ['CON-10'],
  hooks: () => changeStatus(405, (reply) => withHeaders(reply, { allow: undefined })),
};
