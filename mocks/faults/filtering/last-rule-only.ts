import type { Fault } from '../hooks.ts';

export const lastRuleOnly: Fault = {
  id: 'last-rule-only',
  class: 'filtering',
  sentence: 'Applies the last filter alone.',
  clauses: ['FIL-05'],
  hooks: () => ({ filter: (original) => (rows, rules, list) => original(rows, rules.slice(-1), list) }),
};
