import type { Fault } from '../../fault-hooks.ts';
import { ruleByRule } from '../support/filters.ts';

export const datesBySecond: Fault = {
  id: 'dates-by-second',
  class: 'filtering',
  sentence: 'Compares dates without their fractions of a second.',
  clauses: ['FIL-03', 'FIL-01'],
  hooks: () =>
    ruleByRule((rule, rows, honest) =>
      rule.field.type === 'date' && typeof rule.key === 'bigint'
        ? honest(rows, { ...rule, key: rule.key - (rule.key % 10_000_000n) })
        : undefined,
    ),
};
