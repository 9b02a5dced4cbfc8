import type { Fault } from '../hooks.ts';
import { ruleByRule } from '../support/filters.ts';
import { textAt } from '../support/rows.ts';

export const containsSuffix: Fault = {
  id: 'contains-suffix',
  class: 'filtering',
  sentence: 'Takes contains for ends with, on one operation.',
  clauses: ['FIL-04'],
  hooks: () =>
    ruleByRule((rule, rows, _honest, list) =>
      rule.predicate === 'contains' && list.operation.id === 'listMeetings'
        ? rows.filter((row) => textAt(row, rule.field.member).endsWith(rule.condition))
        : undefined,
    ),
};
