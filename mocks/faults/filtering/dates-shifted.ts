import type { Fault } from '../../fault-hooks.ts';
import { ruleByRule } from '../support/filters.ts';

export const datesShifted: Fault = {
  id: 'dates-shifted',
  class: 'filtering',
  sentence: 'Reads the dates of conditions in its own time zone.',
  clauses: ['FIL-03'],
  hooks: () =>
    ruleByRule((rule, rows, honest) =>
      rule.field.type === 'date' && typeof rule.key === 'bigint'
        ? honest(rows, { ...rule, key: rule.key + 36_000_000_000n })
        : undefined,
    ),
};
