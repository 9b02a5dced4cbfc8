import type { Fault } from '../../fault-hooks.ts';
import { ruleByRule } from '../support/filters.ts';

export const lessOrEqualDates: Fault = {
  id: 'less-or-equal-dates',
  class: 'filtering',
  sentence: 'Takes lessThan for less or equal, for dates.',
  clauses: ['FIL-03'],
  hooks: () =>
    ruleByRule((rule, rows, honest) =>
      rule.predicate === 'lessThan' && rule.field.type === 'date'
        ? [...honest(rows, rule), ...honest(rows, { ...rule, predicate: 'equal' })]
        : undefined,
    ),
};
