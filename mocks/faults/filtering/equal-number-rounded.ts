import { memberOf } from '../../data/columns.ts';
import type { Fault } from '../../fault-hooks.ts';
import { predicateAs } from '../support/filters.ts';

export const equalNumberRounded: Fault = {
  id: 'equal-number-rounded',
  class: 'filtering',
  sentence: 'Compares numbers by their whole part.',
  clauses: ['FIL-01'],
  hooks: () =>
    predicateAs('equal', (rule, row) => {
      const value = memberOf(row, rule.field.member);
      return rule.field.type === 'number' && typeof value === 'number'
        ? Math.trunc(value) === Math.trunc(Number(rule.condition))
        : undefined;
    }),
};
