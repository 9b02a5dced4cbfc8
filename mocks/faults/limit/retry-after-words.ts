import type { Fault } from '../hooks.ts';
import { withHeaders, changeStatus } from '../support/replies.ts';

export const retryAfterWords: Fault = {
  id: 'retry-after-words',
  class: 'limit',
  sentence: 'Says how long to wait in words.',
  clauses: ['LIM-07'],
  hooks: () => changeStatus(429, (reply) => withHeaders(reply, { 'retry-after': 'in a minute' })),
};
