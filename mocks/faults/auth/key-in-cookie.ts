import type { Fault } from '../hooks.ts';
import { keyIn, withKey, changeRequests } from '../support/requests.ts';

export const keyInCookie: Fault = {
  id: 'key-in-cookie',
  class: 'auth',
  sentence: 'Takes the key from a cookie too.',
  clauses: ['AUTH-04'],
  hooks: () =>
    changeRequests((request) => {
      const key = /key=([^;]+)/i.exec(request.headers['cookie'] ?? '')?.[1];
      return keyIn(request) === undefined && key !== undefined ? withKey(request, key) : request;
    }),
};
