import type { Fault } from '../hooks.ts';
import { ruleByRule } from '../support/filters.ts';

export const greaterOrEqual: Fault = {
  id: 'greater-or-equal',
  class: 'filtering',
  sentence: 'Takes greaterThan for greater or equal.',
  clauses: ['FIL-03'],
  hooks: () =>
    ruleByRule((rule, rows, original) =>
      rule.predicate === 'greaterThan'
        ? [...original(rows, rule), ...original(rows, { ...rule, predicate: 'equal' })]
        : undefined,
    ),
};
