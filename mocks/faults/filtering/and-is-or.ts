import type { Fault } from '../hooks.ts';

export const andIsOr: Fault = {
  id: 'and-is-or',
  class: 'filtering',
  sentence: 'Joins filters by or, whatever they say.',
  clauses: ['FIL-05'],
  hooks: () => ({
    filter: (original) => (rows, rules, list) =>
      original(
        rows,
        rules.map((rule) => ({ ...rule, operator: 'or' as const })),
        list,
      ),
  }),
};
