import type { Fault } from '../hooks.ts';
import { ruleByRule } from '../support/filters.ts';

export const nonAsciiLost: Fault = {
  id: 'non-ascii-lost',
  class: 'filtering',
  sentence: 'Turns letters outside ASCII into question marks.',
  clauses: ['FIL-08'],
  hooks: () =>
    ruleByRule((rule, rows, original) => {
      const condition = rule.condition.replace(/[^ -~]/g, '?');
      return condition === rule.condition ? undefined : original(rows, { ...rule, condition, key: condition });
    }),
};
