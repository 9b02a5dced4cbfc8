import type { Fault } from '../hooks.ts';
import { ruleByRule } from '../support/filters.ts';

export const datesBySecond: Fault = {
  id: 'dates-by-second',
  class: 'filtering',
  sentence: 'Compares dates without their fractions of a second.',
  clauses: ['FIL-03', 'FIL-01'],
  hooks: () =>
    ruleByRule((rule, rows, original) =>
      rule.field.type === 'date' && typeof rule.key === 'bigint'
        ? original(rows, { ...rule, key: rule.key - (rule.key % 10_000_000n) })
        : undefined,
    ),
};
