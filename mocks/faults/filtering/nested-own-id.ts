import type { Fault } from '../hooks.ts';
import { ruleByRule } from '../support/filters.ts';

export const nestedOwnId: Fault = {
  id: 'nested-own-id',
  class: 'filtering',
  sentence: 'Takes the id of the row for the id of its review.',
  clauses: ['FIL-09'],
  hooks: () =>
    ruleByRule((rule, rows, original, list) => {
      if (list.operation.id !== 'listFindings' || rule.field.name !== 'review.id') return undefined;
      return original(rows, { ...rule, field: { ...rule.field, member: 'id' } });
    }),
};
