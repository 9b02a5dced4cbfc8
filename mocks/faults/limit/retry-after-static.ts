import type { Fault } from '../hooks.ts';
import { withHeaders, changeStatus } from '../support/replies.ts';

export const retryAfterStatic: Fault = {
  id: 'retry-after-static',
  class: 'limit',
  sentence: 'Always says to wait an hour.',
  clauses: ['LIM-07'],
  hooks: () => changeStatus(429, (reply) => withHeaders(reply, { 'retry-after': '3600' })),
};
