import type { Fault } from '../../fault-hooks.ts';

export const lastRuleOnly: Fault = {
  id: 'last-rule-only',
  class: 'filtering',
  sentence: 'Applies the last filter alone.',
  clauses: ['FIL-05'],
  hooks: () => ({ filter: (honest) => (rows, rules, list) => honest(rows, rules.slice(-1), list) }),
};
