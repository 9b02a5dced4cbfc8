import type { Fault } from '../hooks.ts';
import { predicateAs } from '../support/filters.ts';
import { textAt } from '../support/rows.ts';

export const containsPrefix: Fault = {
  id: 'contains-prefix',
  class: 'filtering',
  sentence: 'Takes contains for begins with.',
  clauses: ['FIL-04'],
  hooks: () => predicateAs('contains', (rule, row) => textAt(row, rule.field.member).startsWith(rule.condition)),
};
