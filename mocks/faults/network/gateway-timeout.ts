import type { Fault } from '../hooks.ts';
import { withBody, htmlPage, HTML, changeReplies } from '../support/replies.ts';

export const gatewayTimeout: Fault = {
  id: 'gateway-timeout',
  class: 'network',
  sentence: 'Answers every fourth request with the 504 page of a gateway.',
  clauses: [],
  hooks: () => {
    let count = 0;
    return changeReplies(
      () => (count += 1) % 4 === 0,
      (reply) => ({
        ...withBody(reply, htmlPage('504 Gateway Time-out', '<hr><center>nginx</center>'), HTML),
        status: 504,
      }),
    );
  },
};
