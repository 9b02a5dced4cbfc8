import type { Fault } from '../hooks.ts';
import { sortingBy } from '../support/sorting.ts';

export const lastRuleFirst: Fault = {
  id: 'last-rule-first',
  class: 'sorting',
  sentence: 'Lets the last sorting rule decide.',
  clauses: ['SRT-04', 'SRT-01'],
  hooks: () => sortingBy((rules) => [...rules].reverse()),
};
