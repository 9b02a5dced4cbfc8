import type { Fault } from '../hooks.ts';
import { withKey, changeRequests } from '../support/requests.ts';

export const headerCase: Fault = {
  id: 'header-case',
  class: 'auth',
  sentence: "Knows the key's header in lower case alone.",
  clauses: ['AUTH-03'],
  hooks: () =>
    changeRequests((request) => (request.rawHeaders.includes('mitp-api-key') ? request : withKey(request, undefined))),
};
