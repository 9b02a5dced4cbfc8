import type { Fault } from '../hooks.ts';
import { changeReplies, problem } from '../support/replies.ts';

export const flaky500: Fault = {
  id: 'flaky-500',
  class: 'network',
  sentence: 'Answers every seventh request with 500.',
  clauses: [],
  hooks: () => {
    let count = 0;
    return changeReplies(
      () => (count += 1) % 7 === 0,
      (reply) => problem(reply, 500, 'Internal Server Error', 'Something went wrong.'),
    );
  },
};
