import type { Fault } from '../hooks.ts';
import { ruleByRule } from '../support/filters.ts';

export const wrongColumn: Fault = {
  id: 'wrong-column',
  class: 'filtering',
  sentence: 'Looks for a name in the column of the full name, on one operation.',
  clauses: ['FIL-01'],
  hooks: () =>
    ruleByRule((rule, rows, original, list) =>
      list.operation.id === 'listOverdueReviewCategories' && rule.field.name === 'name'
        ? original(rows, { ...rule, field: { ...rule.field, name: 'fullName', member: 'fullName' } })
        : undefined,
    ),
};
