import type { Fault } from '../hooks.ts';
import { changeReplies } from '../support/replies.ts';

export const connectionReset: Fault = {
  id: 'connection-reset',
  class: 'network',
  sentence: 'Closes every third connection without an answer.',
  clauses: [],
  hooks: () => {
    let count = 0;
    return changeReplies(
      () => (count += 1) % 3 === 0,
      (reply) => ({ ...reply, breaksAfter: -1 }),
    );
  },
};
