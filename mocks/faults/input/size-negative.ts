import type { Fault } from '../hooks.ts';
import { mending } from '../support/requests.ts';

export const sizeNegative: Fault = {
  id: 'size-negative',
  class: 'input',
  sentence: 'Takes a negative page size without its sign.',
  clauses: ['PAG-08'],
  hooks: () => mending(['pageSize'], (value) => value.replace(/^-/, '')),
};
