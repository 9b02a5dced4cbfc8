import type { Fault } from '../../fault-hooks.ts';
import { keyIn, withKey } from '../support/requests.ts';

export const anyKey: Fault = {
  id: 'any-key',
  class: 'auth',
  sentence: 'Takes any value for a key.',
  clauses: ['AUTH-02'],
  hooks: ({ demoKeys }) => ({
    authenticate: (honest) => (request) =>
      keyIn(request) ? (honest(request) ?? honest(withKey(request, demoKeys.active))) : undefined,
  }),
};
