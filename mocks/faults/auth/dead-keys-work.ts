import type { Fault } from '../hooks.ts';
import { keyIn, withKey } from '../support/requests.ts';

export const deadKeysWork: Fault = {
  id: 'dead-keys-work',
  class: 'auth',
  sentence: 'Serves values that were revoked before it started.',
  clauses: ['AUTH-06', 'AUTH-02', 'KEY-06'],
  hooks: ({ demoKeys }) => ({
    authenticate: (original) => (request) =>
      original(keyIn(request) === demoKeys.revoked ? withKey(request, demoKeys.active) : request),
  }),
};
