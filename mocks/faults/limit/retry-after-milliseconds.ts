import type { Fault } from '../hooks.ts';
import { withHeaders, changeStatus } from '../support/replies.ts';

export const retryAfterMilliseconds: Fault = {
  id: 'retry-after-milliseconds',
  class: 'limit',
  sentence: 'Says how long to wait in milliseconds.',
  clauses: ['LIM-07'],
  hooks: () =>
    changeStatus(429, (reply) =>
      withHeaders(reply, { 'retry-after': String(Number(reply.headers['retry-after']) * 1000) }),
    ),
};
