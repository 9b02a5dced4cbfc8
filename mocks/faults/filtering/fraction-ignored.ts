import type { Fault } from '../hooks.ts';
import { ruleByRule } from '../support/filters.ts';

export const fractionIgnored: Fault = {
  id: 'fraction-ignored',
  class: 'filtering',
  sentence: 'Reads a fractional condition as a whole number.',
  clauses: ['FIL-01', 'FIL-03'],
  hooks: () =>
    ruleByRule((rule, rows, original) =>
      rule.field.type === 'number' && typeof rule.key === 'number' && rule.predicate !== 'contains'
        ? original(rows, { ...rule, key: Math.trunc(rule.key) })
        : undefined,
    ),
};
