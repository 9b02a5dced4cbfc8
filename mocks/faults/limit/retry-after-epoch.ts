import type { Fault } from '../hooks.ts';
import { withHeaders, changeStatus } from '../support/replies.ts';

export const retryAfterEpoch: Fault = {
  id: 'retry-after-epoch',
  class: 'limit',
  sentence: 'Writes the end of the window as seconds since 1970.',
  clauses: ['LIM-07'],
  hooks: ({ clock }) =>
    changeStatus(429, (reply) =>
      withHeaders(reply, {
        'retry-after': String(Math.ceil(clock.now() / 1000) + Number(reply.headers['retry-after'])),
      }),
    ),
};
