import { memberOf } from '../../data/columns.ts';
import type { Fault } from '../hooks.ts';
import { predicateAs } from '../support/filters.ts';

export const notEqualLacksContained: Fault = {
  id: 'not-equal-lacks-contained',
  class: 'filtering',
  sentence: 'Leaves out what contains the condition under notEqual.',
  clauses: ['FIL-02'],
  hooks: () =>
    predicateAs('notEqual', (rule, row) => {
      const value = memberOf(row, rule.field.member);
      return typeof value === 'string' && rule.field.type === 'string' ? !value.includes(rule.condition) : undefined;
    }),
};
