import type { Fault } from '../hooks.ts';
import { withHeaders, withBody, changeReplies } from '../support/replies.ts';

export const redirect: Fault = {
  id: 'redirect',
  class: 'network',
  sentence: 'Redirects every request to another address.',
  clauses: [],
  hooks: () =>
    changeReplies(
      () => true,
      (reply, request) => withHeaders({ ...withBody(reply, ''), status: 308 }, { location: `/moved${request.path}` }),
    ),
};
