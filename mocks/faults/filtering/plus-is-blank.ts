import type { Fault } from '../hooks.ts';
import { ruleByRule } from '../support/filters.ts';

export const plusIsBlank: Fault = {
  id: 'plus-is-blank',
  class: 'filtering',
  sentence: 'Decodes conditions twice, so that a plus is a blank.',
  clauses: ['FIL-08'],
  hooks: () =>
    ruleByRule((rule, rows, original) => {
      if (!rule.condition.includes('+')) return undefined;
      const condition = rule.condition.replaceAll('+', ' ');
      return original(rows, { ...rule, condition, key: condition });
    }),
};
