import type { Fault } from '../../fault-hooks.ts';
import { ruleByRule } from '../support/filters.ts';

export const equalContains: Fault = {
  id: 'equal-contains',
  class: 'filtering',
  sentence: 'Takes texts that contain the condition for equal, on one operation.',
  clauses: ['FIL-01'],
  hooks: () =>
    ruleByRule((rule, rows, honest, list) =>
      list.operation.id === 'listReviews' && rule.predicate === 'equal' && rule.field.name === 'status'
        ? honest(rows, {
            ...rule,
            predicate: 'contains',
            key: rule.condition.slice(1),
            condition: rule.condition.slice(1),
          })
        : undefined,
    ),
};
