import type { Fault } from '../hooks.ts';
import { ruleByRule } from '../support/filters.ts';

export const ampersandCut: Fault = {
  id: 'ampersand-cut',
  class: 'filtering',
  sentence: 'Cuts a condition off at an ampersand.',
  clauses: ['FIL-08'],
  hooks: () =>
    ruleByRule((rule, rows, original) => {
      const [condition = ''] = rule.condition.split('&');
      return condition === rule.condition ? undefined : original(rows, { ...rule, condition, key: condition });
    }),
};
