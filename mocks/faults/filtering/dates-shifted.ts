import type { Fault } from '../hooks.ts';
import { ruleByRule } from '../support/filters.ts';

export const datesShifted: Fault = {
  id: 'dates-shifted',
  class: 'filtering',
  sentence: 'Reads the dates of conditions in its own time zone.',
  clauses: ['FIL-03'],
  hooks: () =>
    ruleByRule((rule, rows, original) =>
      rule.field.type === 'date' && typeof rule.key === 'bigint'
        ? original(rows, { ...rule, key: rule.key + 36_000_000_000n })
        : undefined,
    ),
};
