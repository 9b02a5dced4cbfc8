import { memberOf } from '../../data/columns.ts';
import type { Fault } from '../hooks.ts';
import { predicateAs } from '../support/filters.ts';

export const nullIsZero: Fault = {
  id: 'null-is-zero',
  class: 'filtering',
  sentence: 'Takes rows without a value for 0 under lessThan.',
  clauses: ['FIL-03'],
  hooks: () =>
    predicateAs('lessThan', (rule, row) =>
      memberOf(row, rule.field.member) === null && Number(rule.condition) > 0 ? true : undefined,
    ),
};
