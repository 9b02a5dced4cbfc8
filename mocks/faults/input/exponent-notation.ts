import type { Fault } from '../hooks.ts';
import { mending } from '../support/requests.ts';

export const exponentNotation: Fault = {
  id: 'exponent-notation',
  class: 'input',
  sentence: 'Reads 1e1 as 10.',
  clauses: ['PAG-08'],
  hooks: () => mending(['page', 'pageSize'], (value) => (/^\d+e\d$/i.test(value) ? String(Number(value)) : value)),
};
