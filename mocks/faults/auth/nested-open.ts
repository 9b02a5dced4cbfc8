import type { Fault } from '../hooks.ts';
import { keyIn, withKey, changeRequests } from '../support/requests.ts';

export const nestedOpen: Fault = {
  id: 'nested-open',
  class: 'auth',
  sentence: 'Serves the lists below another row without a key.',
  clauses: ['AUTH-01'],
  hooks: ({ demoKeys }) =>
    changeRequests((request) =>
      request.path.endsWith('/configurations') && keyIn(request) === undefined
        ? withKey(request, demoKeys.active)
        : request,
    ),
};
