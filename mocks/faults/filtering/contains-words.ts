import type { Fault } from '../hooks.ts';
import { predicateAs } from '../support/filters.ts';
import { textAt } from '../support/rows.ts';

export const containsWords: Fault = {
  id: 'contains-words',
  class: 'filtering',
  sentence: 'Finds whole words alone.',
  clauses: ['FIL-04'],
  hooks: () =>
    predicateAs('contains', (rule, row) => ` ${textAt(row, rule.field.member)} `.includes(` ${rule.condition} `)),
};
