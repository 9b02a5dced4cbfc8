import type { Fault } from '../hooks.ts';

export const unsortedPastPageOne: Fault = {
  id: 'unsorted-past-page-one',
  class: 'sorting',
  sentence: 'Loses the order past the first hundred rows.',
  clauses: ['SRT-01'],
  hooks: () => ({
    sort: (original) => (rows, rules, list) => {
      if (rules.length === 0) return original(rows, rules, list);
      const sorted = original(rows, rules, list);
      const tail = new Set(sorted.slice(100));
      return [...sorted.slice(0, 100), ...rows.filter((row) => tail.has(row))];
    },
  }),
};
