import { memberOf } from '../../data/columns.ts';
import type { Fault } from '../hooks.ts';
import { predicateAs } from '../support/filters.ts';

export const equalTakesNulls: Fault = {
  id: 'equal-takes-nulls',
  class: 'filtering',
  sentence: 'Takes rows without a value for equal to anything.',
  clauses: ['FIL-01'],
  hooks: () => predicateAs('equal', (rule, row) => (memberOf(row, rule.field.member) === null ? true : undefined)),
};
