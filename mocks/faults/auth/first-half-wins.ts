import type { Fault } from '../hooks.ts';
import { keyIn, withKey, changeRequests } from '../support/requests.ts';

export const firstHalfWins: Fault = {
  id: 'first-half-wins',
  class: 'auth',
  sentence: 'Takes the first of two keys in the header.',
  clauses: ['AUTH-09'],
  hooks: () => changeRequests((request) => withKey(request, keyIn(request)?.split(', ')[0])),
};
