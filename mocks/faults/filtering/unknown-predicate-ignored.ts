import type { Fault } from '../hooks.ts';
import { droppingRules } from '../support/requests.ts';

export const unknownPredicateIgnored: Fault = {
  id: 'unknown-predicate-ignored',
  class: 'filtering',
  sentence: 'Ignores a filter by a predicate that does not exist.',
  clauses: ['FIL-07'],
  hooks: () =>
    droppingRules('queryFilters', (rule) =>
      ['equal', 'notEqual', 'greaterThan', 'lessThan', 'contains'].includes(String(rule['predicate'])),
    ),
};
