import type { Fault } from '../hooks.ts';
import { changeReplies } from '../support/replies.ts';

export const truncatedBody: Fault = {
  id: 'truncated-body',
  class: 'network',
  sentence: 'Breaks the connection off in the middle of every third answer.',
  clauses: [],
  hooks: () => {
    let count = 0;
    return changeReplies(
      () => (count += 1) % 3 === 0,
      (reply) => ({ ...reply, breaksAfter: Math.floor((reply.body?.length ?? 0) / 2) }),
    );
  },
};
