import type { Fault } from '../hooks.ts';
import { keyIn, withKey } from '../support/requests.ts';

export const extendedAccepted: Fault = {
  id: 'extended-accepted',
  class: 'auth',
  sentence: 'Reads as much of a key as it needs and ignores the rest.',
  clauses: ['AUTH-02'],
  hooks: ({ demoKeys }) => ({
    authenticate: (original) => (request) =>
      original(request) ?? original(withKey(request, keyIn(request)?.slice(0, demoKeys.active.length))),
  }),
};
