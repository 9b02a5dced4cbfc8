import type { Fault } from '../hooks.ts';
import { mending } from '../support/requests.ts';

export const sizeLeadingDigits: Fault = {
  id: 'size-leading-digits',
  class: 'input',
  sentence: 'Reads the digits at the start of a number and ignores the rest.',
  clauses: ['PAG-08'],
  hooks: () => mending(['page', 'pageSize'], (value) => /^\d+(?=\D)/.exec(value)?.[0] ?? value),
};
