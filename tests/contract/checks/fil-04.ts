import { caseCheck } from '../../harness/check.ts';
import { seenList } from '../../harness/seen-lists.ts';
import { type Samples } from '../../harness/sample.ts';
import { sampleServer } from '../../harness/sample-world.ts';
import { containsRule, promised } from './conditions.ts';
import { eachRule } from './filtered.ts';
import { operationsOf } from './rotate.ts';

/** FIL-04: `contains` returns exactly the rows whose text contains the condition. */
export const fil04 = caseCheck('FIL-04', function* (seen) {
  let nth = 0;
  for (const operation of operationsOf(seen)) {
    const list = seenList(seen, operation);
    if (!list) continue;
    const rules = [];
    for (const field of promised(list).filter(({ type }) => type === 'string')) {
      const rule = containsRule(seen, field, list);
      if (rule) rules.push(rule);
      else yield { operation: operation.id, note: `no part of ${field.name} tells the rows seen apart` };
    }
    yield* eachRule(seen, list, rules, nth);
    if (rules.length > 0) nth += 1;
  }
});

const sampled = sampleServer();

/** The rejected server looks at the beginning of a text alone (here: takes `contains` for `equal`). */
export const samples: Samples = {
  passes: sampled,
  rejects: (ask) => sampled({ ...ask, target: ask.target.replaceAll('contains', 'equal') }),
};
