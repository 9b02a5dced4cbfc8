import type { Fault } from '../hooks.ts';
import { changeSecurity } from '../support/docs.ts';

export const authorizeWrongHeader: Fault = {
  id: 'authorize-wrong-header',
  class: 'docs',
  sentence: 'Sends the key in another header than the API reads.',
  clauses: ['DOC-02'],
  hooks: () => changeSecurity(() => ({ name: 'X-Api-Key' })),
};
