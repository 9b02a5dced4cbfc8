import type { Fault } from '../hooks.ts';
import { withBody, changeReplies } from '../support/replies.ts';

export const malformedJson: Fault = {
  id: 'malformed-json',
  class: 'network',
  sentence: 'Breaks the JSON of every third answer.',
  clauses: [],
  hooks: () => {
    let count = 0;
    return changeReplies(
      (reply) => reply.status === 200 && (count += 1) % 3 === 0,
      (reply) => withBody(reply, `${reply.body?.toString('utf8').slice(0, -3) ?? ''},,]`),
    );
  },
};
