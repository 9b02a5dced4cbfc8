import type { Fault } from '../hooks.ts';
import { keyIn, withKey } from '../support/requests.ts';

export const prefixAccepted: Fault = {
  id: 'prefix-accepted',
  class: 'auth',
  sentence: 'Takes the beginning of a key for the key.',
  clauses: ['AUTH-02'],
  hooks: ({ demoKeys }) => ({
    authenticate: (original) => (request) => {
      const key = keyIn(request) ?? '';
      const begins = key.length >= 8 && demoKeys.active.startsWith(key);
      return original(begins ? withKey(request, demoKeys.active) : request);
    },
  }),
};
