import type { Fault } from '../hooks.ts';
import { mending } from '../support/requests.ts';

export const sizeZero: Fault = {
  id: 'size-zero',
  class: 'input',
  sentence: 'Takes a page size of 0 for the default.',
  clauses: ['PAG-08'],
  hooks: () => mending(['pageSize'], (value) => (value === '0' ? undefined : value)),
};
