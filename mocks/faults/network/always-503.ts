import type { Fault } from '../hooks.ts';
import { withHeaders, changeReplies, problem } from '../support/replies.ts';

export const always503: Fault = {
  id: 'always-503',
  class: 'network',
  sentence: 'Is down for maintenance: 503 to everything.',
  clauses: [],
  hooks: () =>
    changeReplies(
      () => true,
      (reply) =>
        withHeaders(problem(reply, 503, 'Service Unavailable', 'Down for maintenance.'), { 'retry-after': '120' }),
    ),
};
