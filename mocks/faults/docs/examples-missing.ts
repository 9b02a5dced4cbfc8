import type { Fault } from '../hooks.ts';
import { changeOperation } from '../support/docs.ts';

export const examplesMissing: Fault = {
  id: 'examples-missing',
  class: 'docs',
  sentence: 'Shows no example values of one operation.',
  clauses: ['DOC-03'],
  hooks: () =>
    changeOperation('/clients', (operation) => ({
      ...operation,
      responses: {
        200: { description: 'OK', content: { 'application/json': {} } },
        401: { description: 'Unauthorized' },
      },
    })),
};
