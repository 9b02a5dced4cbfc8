import type { FilterRule } from '../../data/filter.ts';
import type { Fault } from '../hooks.ts';
import { textAt } from '../support/rows.ts';

/** As LIKE does it in SQL. */
function matches({ predicate, condition }: FilterRule, text: string): boolean {
  const pattern = condition.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replaceAll('%', '.*');
  return new RegExp(predicate === 'contains' ? pattern : `^${pattern}$`, 's').test(text);
}

export const percentWildcard: Fault = {
  id: 'percent-wildcard',
  class: 'filtering',
  sentence: 'Takes % for any text.',
  clauses: ['FIL-08'],
  hooks: () => ({
    filter: (original) => (rows, rules, list) => {
      const [rule] = rules;
      if (rules.length !== 1 || !rule?.condition.includes('%')) return original(rows, rules, list);
      return rows.filter((row) => matches(rule, textAt(row, rule.field.member)));
    },
  }),
};
