import { memberOf } from '../../data/columns.ts';
import type { Fault } from '../hooks.ts';
import { predicateAs } from '../support/filters.ts';

export const notEqualLosesNulls: Fault = {
  id: 'not-equal-loses-nulls',
  class: 'filtering',
  sentence: 'Loses the rows without a value under notEqual.',
  clauses: ['FIL-02'],
  hooks: () =>
    predicateAs('notEqual', (rule, row) => ((memberOf(row, rule.field.member) ?? null) === null ? false : undefined)),
};
