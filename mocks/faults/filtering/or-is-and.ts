import type { Fault } from '../../fault-hooks.ts';

export const orIsAnd: Fault = {
  id: 'or-is-and',
  class: 'filtering',
  sentence: 'Joins filters by and, whatever they say.',
  clauses: ['FIL-05'],
  hooks: () => ({
    filter: (honest) => (rows, rules, list) =>
      honest(
        rows,
        rules.map((rule) => ({ ...rule, operator: 'and' as const })),
        list,
      ),
  }),
};
