import type { Fault } from '../hooks.ts';
import { keyIn, withKey, changeRequests } from '../support/requests.ts';

export const allOpen: Fault = {
  id: 'all-open',
  class: 'auth',
  sentence: 'Serves everything without a key.',
  clauses: ['AUTH-01'],
  hooks: ({ demoKeys }) =>
    changeRequests((request) => (keyIn(request) === undefined ? withKey(request, demoKeys.active) : request)),
};
