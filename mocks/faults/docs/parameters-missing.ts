import type { Fault } from '../hooks.ts';
import { changeOperation } from '../support/docs.ts';

export const parametersMissing: Fault = {
  id: 'parameters-missing',
  class: 'docs',
  sentence: 'Shows no parameters of one operation.',
  clauses: ['DOC-03'],
  hooks: () => changeOperation('/reviews', ({ parameters: _parameters, ...operation }) => operation),
};
