import type { Fault } from '../hooks.ts';
import { blindTo } from '../support/filters.ts';

export const fieldIgnored: Fault = {
  id: 'field-ignored',
  class: 'filtering',
  sentence: 'Ignores filters by one field of one operation.',
  clauses: ['FIL-01'],
  hooks: () => blindTo('listUsers', 'lastName'),
};
