import type { Fault } from '../hooks.ts';
import { sortingBy } from '../support/sorting.ts';

export const secondRuleIgnored: Fault = {
  id: 'second-rule-ignored',
  class: 'sorting',
  sentence: 'Ignores the second sorting rule.',
  clauses: ['SRT-04'],
  hooks: () => sortingBy((rules) => rules.slice(0, 1)),
};
