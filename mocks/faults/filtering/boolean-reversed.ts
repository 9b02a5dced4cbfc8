import type { Fault } from '../hooks.ts';
import { ruleByRule } from '../support/filters.ts';

export const booleanReversed: Fault = {
  id: 'boolean-reversed',
  class: 'filtering',
  sentence: 'Turns a boolean condition round on one operation.',
  clauses: ['FIL-01'],
  hooks: () =>
    ruleByRule((rule, rows, original, list) => {
      if (list.operation.id !== 'listFindings' || rule.field.name !== 'isArchived') return undefined;
      return original(rows, { ...rule, key: rule.key === 1 ? 0 : 1 });
    }),
};
