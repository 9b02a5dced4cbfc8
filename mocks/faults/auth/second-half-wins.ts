import type { Fault } from '../hooks.ts';
import { keyIn, withKey, changeRequests } from '../support/requests.ts';

export const secondHalfWins: Fault = {
  id: 'second-half-wins',
  class: 'auth',
  sentence: 'Takes the last of two keys in the header.',
  clauses: ['AUTH-09'],
  hooks: () => changeRequests((request) => withKey(request, keyIn(request)?.split(', ').at(-1))),
};
