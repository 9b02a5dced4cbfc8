import type { Fault } from '../hooks.ts';
import { withHeaders, changeReplies, problem } from '../support/replies.ts';

export const flaky503: Fault = {
  id: 'flaky-503',
  class: 'network',
  sentence: 'Answers every fifth request with 503.',
  clauses: [],
  hooks: () => {
    let count = 0;
    return changeReplies(
      () => (count += 1) % 5 === 0,
      (reply) => withHeaders(problem(reply, 503, 'Service Unavailable', 'Try again.'), { 'retry-after': '1' }),
    );
  },
};
