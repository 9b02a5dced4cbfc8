import type { Fault } from '../hooks.ts';
import { keyIn, withKey, changeRequests } from '../support/requests.ts';

export const operationOpen: Fault = {
  id: 'operation-open',
  class: 'auth',
  sentence: 'Serves one operation without a key.',
  clauses: ['AUTH-01'],
  hooks: ({ demoKeys }) =>
    changeRequests((request) =>
      request.path === '/findings' && keyIn(request) === undefined ? withKey(request, demoKeys.active) : request,
    ),
};
