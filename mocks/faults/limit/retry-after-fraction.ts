import type { Fault } from '../hooks.ts';
import { withHeaders, changeStatus } from '../support/replies.ts';

export const retryAfterFraction: Fault = {
  id: 'retry-after-fraction',
  class: 'limit',
  sentence: 'Says how long to wait with a fraction of a second.',
  clauses: ['LIM-07'],
  hooks: () =>
    changeStatus(429, (reply) => withHeaders(reply, { 'retry-after': `${reply.headers['retry-after'] ?? ''}.25` })),
};
