import type { Fault } from '../hooks.ts';
import { predicateAs } from '../support/filters.ts';
import { textAt } from '../support/rows.ts';

export const pattern: Fault = {
  id: 'pattern',
  class: 'filtering',
  sentence: 'Takes conditions for patterns.',
  clauses: ['FIL-08'],
  hooks: () =>
    predicateAs('contains', (rule, row) => {
      try {
        return new RegExp(rule.condition).test(textAt(row, rule.field.member));
      } catch {
        return false;
      }
    }),
};
