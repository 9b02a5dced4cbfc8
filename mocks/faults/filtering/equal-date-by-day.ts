import { memberOf } from '../../data/columns.ts';
import type { Fault } from '../hooks.ts';
import { predicateAs } from '../support/filters.ts';

export const equalDateByDay: Fault = {
  id: 'equal-date-by-day',
  class: 'filtering',
  sentence: 'Compares dates by their day alone.',
  clauses: ['FIL-01', 'FIL-03'],
  hooks: () =>
    predicateAs('equal', (rule, row) =>
      rule.field.type === 'date'
        ? String(memberOf(row, rule.field.member)).slice(0, 10) === rule.condition.slice(0, 10)
        : undefined,
    ),
};
