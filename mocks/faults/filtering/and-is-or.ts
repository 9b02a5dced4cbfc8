import type { Fault } from '../../fault-hooks.ts';

export const andIsOr: Fault = {
  id: 'and-is-or',
  class: 'filtering',
  sentence: 'Joins filters by or, whatever they say.',
  clauses: ['FIL-05'],
  hooks: () => ({
    filter: (honest) => (rows, rules, list) =>
      honest(
        rows,
        rules.map((rule) => ({ ...rule, operator: 'or' as const })),
        list,
      ),
  }),
};
