import type { Fault } from '../hooks.ts';
import { ruleByRule } from '../support/filters.ts';

export const decodedTwice: Fault = {
  id: 'decoded-twice',
  class: 'filtering',
  sentence: 'Decodes percent escapes in conditions a second time.',
  clauses: ['FIL-08'],
  hooks: () =>
    ruleByRule((rule, rows, original) => {
      const condition = rule.condition.replace(/%([0-9a-f]{2})/gi, (_, code: string) =>
        String.fromCharCode(parseInt(code, 16)),
      );
      return condition === rule.condition ? undefined : original(rows, { ...rule, condition, key: condition });
    }),
};
