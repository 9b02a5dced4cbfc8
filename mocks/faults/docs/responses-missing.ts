import type { Fault } from '../hooks.ts';
import { changeOperation } from '../support/docs.ts';

export const responsesMissing: Fault = {
  id: 'responses-missing',
  class: 'docs',
  sentence: 'Shows one response of one operation, and nothing of what is in it.',
  clauses: ['DOC-03'],
  hooks: () => changeOperation('/users', (operation) => ({ ...operation, responses: { 200: { description: 'OK' } } })),
};
