import type { Fault } from '../hooks.ts';
import { ruleByRule } from '../support/filters.ts';

export const containsEqual: Fault = {
  id: 'contains-equal',
  class: 'filtering',
  sentence: 'Takes contains for equal, for one field.',
  clauses: ['FIL-04'],
  hooks: () =>
    ruleByRule((rule, rows, original, list) =>
      rule.predicate === 'contains' && list.operation.id === 'listUsers' && rule.field.name === 'firstName'
        ? original(rows, { ...rule, predicate: 'equal', key: rule.condition })
        : undefined,
    ),
};
