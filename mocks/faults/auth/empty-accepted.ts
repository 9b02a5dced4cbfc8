import type { Fault } from '../hooks.ts';
import { keyIn, withKey } from '../support/requests.ts';

export const emptyAccepted: Fault = {
  id: 'empty-accepted',
  class: 'auth',
  sentence: 'Takes an empty value for a key.',
  clauses: ['AUTH-02'],
  hooks: ({ demoKeys }) => ({
    authenticate: (original) => (request) =>
      original(keyIn(request) === '' ? withKey(request, demoKeys.active) : request),
  }),
};
