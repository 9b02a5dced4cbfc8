import type { Fault } from '../hooks.ts';
import { mending } from '../support/requests.ts';

export const pageZero: Fault = {
  id: 'page-zero',
  class: 'input',
  sentence: 'Takes page 0 for the first.',
  clauses: ['PAG-08'],
  hooks: () => mending(['page'], (value) => (value === '0' ? '1' : value)),
};
