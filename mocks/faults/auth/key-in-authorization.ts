import type { Fault } from '../hooks.ts';
import { keyIn, withKey, changeRequests } from '../support/requests.ts';

export const keyInAuthorization: Fault = {
  id: 'key-in-authorization',
  class: 'auth',
  sentence: 'Takes the key from Authorization too.',
  clauses: ['AUTH-04'],
  hooks: () =>
    changeRequests((request) => {
      const key = /^\S+\s+(\S+)$/.exec(request.headers['authorization'] ?? '')?.[1] ?? request.headers['authorization'];
      return keyIn(request) === undefined && key !== undefined ? withKey(request, key) : request;
    }),
};
