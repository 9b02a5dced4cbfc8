import type { Fault } from '../hooks.ts';
import { withKey, changeRequests } from '../support/requests.ts';

export const headWithoutKey: Fault = {
  id: 'head-without-key',
  class: 'http',
  sentence: 'Answers HEAD without asking for the key.',
  clauses: ['CON-11'],
  hooks: ({ demoKeys }) =>
    changeRequests((request) => (request.method === 'HEAD' ? withKey(request, demoKeys.active) : request)),
};
