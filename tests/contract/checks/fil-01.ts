import { caseCheck } from '../../harness/check.ts';
import { seenList } from '../../harness/seen-lists.ts';
import { type Samples } from '../../harness/sample.ts';
import { sampleServer } from '../../harness/sample-world.ts';
import { beginningRule, equalRule, promised } from './conditions.ts';
import { eachRule } from './filtered.ts';
import { operationsOf } from './rotate.ts';

/** FIL-01: for every documented filter field, `equal` returns exactly the rows whose field equals the condition. */
export const fil01 = caseCheck('FIL-01', function* (seen) {
  for (const [nth, operation] of operationsOf(seen).entries()) {
    const list = seenList(seen, operation);
    if (!list) continue;
    const rules = [];
    for (const field of promised(list)) {
      const rule = equalRule(seen, field, list);
      if (rule) rules.push(rule);
      else yield { operation: operation.id, note: `no two rows seen differ in ${field.name}` };
    }
    yield* eachRule(seen, list, rules, nth);
    const beginnings = promised(list).flatMap((field) => beginningRule(seen, field, list) ?? []);
    yield* eachRule(seen, list, beginnings, 1);
  }
});

const sampled = sampleServer();

/** The rejected server ignores the filter by one field of one list. */
export const samples: Samples = {
  passes: sampled,
  rejects: (ask) => sampled(ask.target.includes('lastName') ? { ...ask, target: '/users' } : ask),
};
