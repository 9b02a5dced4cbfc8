import type { Fault } from '../hooks.ts';
import { keyIn, withKey } from '../support/requests.ts';

export const anyKeyOneOperation: Fault = {
  id: 'any-key-one-operation',
  class: 'auth',
  sentence: 'Takes any value for a key on one operation.',
  clauses: ['AUTH-02'],
  hooks: ({ demoKeys }) => ({
    authenticate: (original) => (request) =>
      original(request) ??
      (keyIn(request) && request.path === '/initiatives' ? original(withKey(request, demoKeys.active)) : undefined),
  }),
};
