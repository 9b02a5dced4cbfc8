import type { Fault } from '../hooks.ts';

export const firstRuleOnly: Fault = {
  id: 'first-rule-only',
  class: 'filtering',
  sentence: 'Applies the first filter alone.',
  clauses: ['FIL-05'],
  hooks: () => ({ filter: (original) => (rows, rules, list) => original(rows, rules.slice(0, 1), list) }),
};
