import type { Fault } from '../../fault-hooks.ts';

export const firstRuleOnly: Fault = {
  id: 'first-rule-only',
  class: 'filtering',
  sentence: 'Applies the first filter alone.',
  clauses: ['FIL-05'],
  hooks: () => ({ filter: (honest) => (rows, rules, list) => honest(rows, rules.slice(0, 1), list) }),
};
