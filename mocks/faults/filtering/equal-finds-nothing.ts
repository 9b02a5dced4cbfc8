import type { Fault } from '../hooks.ts';
import { ruleByRule } from '../support/filters.ts';

export const equalFindsNothing: Fault = {
  id: 'equal-finds-nothing',
  class: 'filtering',
  sentence: 'Finds nothing by one id.',
  clauses: ['FIL-01'],
  hooks: () =>
    ruleByRule((rule, _rows, _honest, list) =>
      list.operation.id === 'listMeetings' && rule.field.name === 'id' && rule.predicate === 'equal' ? [] : undefined,
    ),
};
