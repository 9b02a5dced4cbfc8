import type { Fault } from '../hooks.ts';
import { droppingRules } from '../support/requests.ts';

export const unknownFieldIgnored: Fault = {
  id: 'unknown-field-ignored',
  class: 'filtering',
  sentence: 'Ignores a filter by a field that does not exist.',
  clauses: ['FIL-07'],
  hooks: () => droppingRules('queryFilters', (rule, fields) => fields.includes(String(rule['field']))),
};
