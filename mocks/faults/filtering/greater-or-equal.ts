import type { Fault } from '../../fault-hooks.ts';
import { ruleByRule } from '../support/filters.ts';

export const greaterOrEqual: Fault = {
  id: 'greater-or-equal',
  class: 'filtering',
  sentence: 'Takes greaterThan for greater or equal.',
  clauses: ['FIL-03'],
  hooks: () =>
    ruleByRule((rule, rows, honest) =>
      rule.predicate === 'greaterThan'
        ? [...honest(rows, rule), ...honest(rows, { ...rule, predicate: 'equal' })]
        : undefined,
    ),
};
