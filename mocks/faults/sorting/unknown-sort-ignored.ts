import type { Fault } from '../hooks.ts';
import { droppingRules } from '../support/requests.ts';

export const unknownSortIgnored: Fault = {
  id: 'unknown-sort-ignored',
  class: 'sorting',
  sentence: 'Ignores a sorting rule by a field that does not exist.',
  clauses: ['SRT-05'],
  hooks: () => droppingRules('sortingRules', (rule, fields) => fields.includes(String(rule['field']))),
};
