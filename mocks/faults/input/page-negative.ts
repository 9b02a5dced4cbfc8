import type { Fault } from '../hooks.ts';
import { mending } from '../support/requests.ts';

export const pageNegative: Fault = {
  id: 'page-negative',
  class: 'input',
  sentence: 'Takes a negative page for the first.',
  clauses: ['PAG-08'],
  hooks: () => mending(['page'], (value) => (Number(value) < 0 ? '1' : value)),
};
