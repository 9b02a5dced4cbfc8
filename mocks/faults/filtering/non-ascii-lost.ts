import type { Fault } from '../../fault-hooks.ts';
import { ruleByRule } from '../support/filters.ts';

export const nonAsciiLost: Fault = {
  id: 'non-ascii-lost',
  class: 'filtering',
  sentence: 'Turns letters outside ASCII into question marks.',
  clauses: ['FIL-08'],
  hooks: () =>
    ruleByRule((rule, rows, honest) => {
      const condition = rule.condition.replace(/[^ -~]/g, '?');
      return condition === rule.condition ? undefined : honest(rows, { ...rule, condition, key: condition });
    }),
};
