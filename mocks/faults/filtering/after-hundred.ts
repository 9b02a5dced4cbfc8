import type { Fault } from '../hooks.ts';

export const afterHundred: Fault = {
  id: 'after-hundred',
  class: 'filtering',
  sentence: 'Looks for matches among the first 100 rows alone.',
  clauses: ['FIL-06', 'FIL-01'],
  hooks: () => ({
    filter: (original) => (rows, rules, list) => original(rules.length > 0 ? rows.slice(0, 100) : rows, rules, list),
  }),
};
