import type { Fault } from '../hooks.ts';
import { changeRequests } from '../support/requests.ts';

export const postServed: Fault = {
  id: 'post-served',
  class: 'http',
  sentence: 'Serves a POST as if it were a GET.',
  clauses: ['CON-10'],
  hooks: () => changeRequests((request) => (request.method === 'POST' ? { ...request, method: 'GET' } : request)),
};
