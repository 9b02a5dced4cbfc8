import type { Fault } from '../hooks.ts';
import { ruleByRule } from '../support/filters.ts';

export const conditionTrimmed: Fault = {
  id: 'condition-trimmed',
  class: 'filtering',
  sentence: 'Takes blanks off the ends of a condition.',
  clauses: ['FIL-08', 'FIL-04'],
  hooks: () =>
    ruleByRule((rule, rows, original) => {
      const condition = rule.condition.trim();
      return condition === rule.condition ? undefined : original(rows, { ...rule, condition, key: condition });
    }),
};
