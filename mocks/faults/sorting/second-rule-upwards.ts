import type { Fault } from '../hooks.ts';
import { sortingBy } from '../support/sorting.ts';

export const secondRuleUpwards: Fault = {
  id: 'second-rule-upwards',
  class: 'sorting',
  sentence: 'Sorts ties upwards whatever the second direction.',
  clauses: ['SRT-04'],
  hooks: () =>
    sortingBy((rules) => rules.map((rule, at) => (at === 0 ? rule : { ...rule, direction: 'asc' as const }))),
};
