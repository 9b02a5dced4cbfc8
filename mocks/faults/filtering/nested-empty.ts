import type { Fault } from '../hooks.ts';
import { ruleByRule } from '../support/filters.ts';

export const nestedEmpty: Fault = {
  id: 'nested-empty',
  class: 'filtering',
  sentence: 'Finds nothing by a nested field, on one operation.',
  clauses: ['FIL-09'],
  hooks: () =>
    ruleByRule((rule, _rows, _honest, list) =>
      list.operation.id === 'listFindings' && rule.field.name === 'review.id' && rule.predicate === 'equal'
        ? []
        : undefined,
    ),
};
