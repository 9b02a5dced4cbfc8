import { memberOf } from '../../data/columns.ts';
import type { Fault } from '../hooks.ts';
import { ruleByRule } from '../support/filters.ts';

export const numbersAsText: Fault = {
  id: 'numbers-as-text',
  class: 'filtering',
  sentence: 'Compares numbers as text.',
  clauses: ['FIL-03'],
  hooks: () =>
    ruleByRule((rule, rows) => {
      const numeric = rule.field.type === 'number' || rule.field.type === 'integer';
      if (!numeric || (rule.predicate !== 'greaterThan' && rule.predicate !== 'lessThan')) return undefined;
      return rows.filter((row) => {
        const value = memberOf(row, rule.field.member);
        if (typeof value !== 'number') return false;
        return rule.predicate === 'greaterThan' ? String(value) > rule.condition : String(value) < rule.condition;
      });
    }),
};
