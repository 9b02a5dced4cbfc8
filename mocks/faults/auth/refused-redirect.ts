import type { Fault } from '../hooks.ts';
import { withHeaders, withBody, changeStatus } from '../support/replies.ts';

export const refusedRedirect: Fault = {
  id: 'refused-redirect',
  class: 'auth',
  sentence: 'Redirects a request without a key to a sign-in page.',
  clauses: ['AUTH-01'],
  hooks: () =>
    changeStatus(401, (reply) => withHeaders({ ...withBody(reply, ''), status: 302 }, { location: '/portal/sign-in' })),
};
