import type { Fault } from '../hooks.ts';
import { ruleByRule } from '../support/filters.ts';

export const lessOrEqualDates: Fault = {
  id: 'less-or-equal-dates',
  class: 'filtering',
  sentence: 'Takes lessThan for less or equal, for dates.',
  clauses: ['FIL-03'],
  hooks: () =>
    ruleByRule((rule, rows, original) =>
      rule.predicate === 'lessThan' && rule.field.type === 'date'
        ? [...original(rows, rule), ...original(rows, { ...rule, predicate: 'equal' })]
        : undefined,
    ),
};
