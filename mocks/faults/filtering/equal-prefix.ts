import { memberOf } from '../../data/columns.ts';
import type { Fault } from '../hooks.ts';
import { predicateAs } from '../support/filters.ts';

export const equalPrefix: Fault = {
  id: 'equal-prefix',
  class: 'filtering',
  sentence: 'Takes texts that begin with the condition for equal.',
  clauses: ['FIL-01'],
  hooks: () =>
    predicateAs('equal', (rule, row) => {
      const value = memberOf(row, rule.field.member);
      return rule.field.type === 'string' && typeof value === 'string' ? value.startsWith(rule.condition) : undefined;
    }),
};
