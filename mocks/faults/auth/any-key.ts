import type { Fault } from '../hooks.ts';
import { keyIn, withKey } from '../support/requests.ts';

export const anyKey: Fault = {
  id: 'any-key',
  class: 'auth',
  sentence: 'Takes any value for a key.',
  clauses: ['AUTH-02'],
  hooks: ({ demoKeys }) => ({
    authenticate: (original) => (request) =>
      keyIn(request) ? (original(request) ?? original(withKey(request, demoKeys.active))) : undefined,
  }),
};
