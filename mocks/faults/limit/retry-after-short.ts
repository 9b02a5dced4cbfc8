import type { Fault } from '../hooks.ts';
import { withHeaders, changeStatus } from '../support/replies.ts';

export const retryAfterShort: Fault = {
  id: 'retry-after-short',
  class: 'limit',
  sentence: 'Always says to wait one second.',
  clauses: ['LIM-07'],
  hooks: () => changeStatus(429, (reply) => withHeaders(reply, { 'retry-after': '1' })),
};
