import type { Fault } from '../hooks.ts';
import { keyIn, withKey } from '../support/requests.ts';

export const caseIgnored: Fault = {
  id: 'case-ignored',
  class: 'auth',
  sentence: 'Ignores the case of a key.',
  clauses: ['AUTH-02'],
  hooks: ({ demoKeys }) => ({
    authenticate: (original) => (request) => {
      const same = keyIn(request)?.toLowerCase() === demoKeys.active.toLowerCase();
      return original(same ? withKey(request, demoKeys.active) : request);
    },
  }),
};
