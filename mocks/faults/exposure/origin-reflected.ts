import type { Fault } from '../hooks.ts';
import { withHeaders, changeReplies } from '../support/replies.ts';

export const originReflected: Fault = {
  id: 'origin-reflected',
  class: 'exposure',
  sentence: 'Lets any origin read answers with credentials.',
  clauses: ['SEC-03'],
  hooks: () =>
    changeReplies(
      (_reply, request) => request.headers['origin'] !== undefined,
      (reply, request) =>
        withHeaders(reply, {
          'access-control-allow-origin': request.headers['origin'],
          'access-control-allow-credentials': 'true',
        }),
    ),
};
