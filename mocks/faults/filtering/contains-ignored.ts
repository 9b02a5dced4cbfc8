import type { Fault } from '../hooks.ts';
import { ruleByRule } from '../support/filters.ts';

export const containsIgnored: Fault = {
  id: 'contains-ignored',
  class: 'filtering',
  sentence: 'Ignores contains on one operation.',
  clauses: ['FIL-04'],
  hooks: () =>
    ruleByRule((rule, rows, _honest, list) =>
      rule.predicate === 'contains' && list.operation.id === 'listReviews' ? rows : undefined,
    ),
};
