import type { Fault } from '../hooks.ts';
import { keyIn, withKey, changeRequests } from '../support/requests.ts';

export const keyRefusedOneOperation: Fault = {
  id: 'key-refused-one-operation',
  class: 'auth',
  sentence: 'Refuses a valid key on one operation.',
  clauses: ['AUTH-03'],
  hooks: ({ demoKeys }) =>
    changeRequests((request) =>
      request.path === '/reviews/categories/overdue' && keyIn(request) === demoKeys.active
        ? withKey(request, 'of another scheme')
        : request,
    ),
};
