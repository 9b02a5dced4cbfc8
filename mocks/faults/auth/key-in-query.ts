import type { Fault } from '../hooks.ts';
import { keyIn, withKey, changeRequests } from '../support/requests.ts';

export const keyInQuery: Fault = {
  id: 'key-in-query',
  class: 'auth',
  sentence: 'Takes the key from the query string too.',
  clauses: ['AUTH-04'],
  hooks: () =>
    changeRequests((request) => {
      const query = new URLSearchParams(request.query);
      const key = [...query].find(([name]) => /key/i.test(name))?.[1];
      return keyIn(request) === undefined && key !== undefined ? withKey(request, key) : request;
    }),
};
