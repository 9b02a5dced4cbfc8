import type { Fault } from '../hooks.ts';

export const lostUnderAnd: Fault = {
  id: 'lost-under-and',
  class: 'filtering',
  sentence: 'Loses one condition of two that are joined by and, on one operation.',
  clauses: ['FIL-05'],
  hooks: () => ({
    filter: (original) => (rows, rules, list) => {
      const joined = list.operation.id === 'listReviews' && rules.length > 1 && rules[0]?.operator === 'and';
      return original(rows, joined ? rules.slice(0, 1) : rules, list);
    },
  }),
};
