import type { Fault } from '../hooks.ts';
import { withKey, changeRequests } from '../support/requests.ts';

export const optionsData: Fault = {
  id: 'options-data',
  class: 'http',
  sentence: 'Answers OPTIONS with the list.',
  clauses: ['CON-11'],
  hooks: ({ demoKeys }) =>
    changeRequests((request) =>
      request.method === 'OPTIONS' ? withKey({ ...request, method: 'GET' }, demoKeys.active) : request,
    ),
};
