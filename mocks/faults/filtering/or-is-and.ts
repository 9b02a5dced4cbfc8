import type { Fault } from '../hooks.ts';

export const orIsAnd: Fault = {
  id: 'or-is-and',
  class: 'filtering',
  sentence: 'Joins filters by and, whatever they say.',
  clauses: ['FIL-05'],
  hooks: () => ({
    filter: (original) => (rows, rules, list) =>
      original(
        rows,
        rules.map((rule) => ({ ...rule, operator: 'and' as const })),
        list,
      ),
  }),
};
