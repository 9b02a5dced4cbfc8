import type { Fault } from '../hooks.ts';
import { mending } from '../support/requests.ts';

export const fractionTruncated: Fault = {
  id: 'fraction-truncated',
  class: 'input',
  sentence: 'Cuts the fraction off a page or page size.',
  clauses: ['PAG-08'],
  hooks: () => mending(['page', 'pageSize'], (value) => value.replace(/^(\d+)\.\d+$/, '$1')),
};
