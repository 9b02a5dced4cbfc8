import type { Fault } from '../hooks.ts';
import { mending } from '../support/requests.ts';

export const sizeText: Fault = {
  id: 'size-text',
  class: 'input',
  sentence: 'Takes a page size that is no number for the default.',
  clauses: ['PAG-08'],
  hooks: () => mending(['pageSize'], (value) => (Number.isNaN(Number(value)) ? undefined : value)),
};
