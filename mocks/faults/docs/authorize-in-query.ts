import type { Fault } from '../hooks.ts';
import { changeSecurity } from '../support/docs.ts';

export const authorizeInQuery: Fault = {
  id: 'authorize-in-query',
  class: 'docs',
  sentence: 'Sends the key in the query string.',
  clauses: ['DOC-02'],
  hooks: () => changeSecurity(() => ({ in: 'query', name: 'apiKey' })),
};
