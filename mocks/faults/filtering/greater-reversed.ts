import type { Fault } from '../hooks.ts';
import { ruleByRule } from '../support/filters.ts';

export const greaterReversed: Fault = {
  id: 'greater-reversed',
  class: 'filtering',
  sentence: 'Turns greaterThan and lessThan round for one field.',
  clauses: ['FIL-03'],
  hooks: () =>
    ruleByRule((rule, rows, original, list) => {
      if (list.operation.id !== 'listClients' || rule.field.name !== 'alignmentScore') return undefined;
      if (rule.predicate === 'greaterThan') return original(rows, { ...rule, predicate: 'lessThan' });
      return rule.predicate === 'lessThan' ? original(rows, { ...rule, predicate: 'greaterThan' }) : undefined;
    }),
};
