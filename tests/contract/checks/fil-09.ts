import { caseCheck } from '../../harness/check.ts';
import { seenList } from '../../harness/seen-lists.ts';
import { type Samples } from '../../harness/sample.ts';
import { understanding, withFilters } from '../../harness/sample-change.ts';
import { sampleServer } from '../../harness/sample-world.ts';
import { equalRule, promised } from './conditions.ts';
import { eachRule } from './filtered.ts';
import { operationsOf } from './rotate.ts';

/** FIL-09: a filter by a nested field returns the same rows as reading that field in the unfiltered list. */
export const fil09 = caseCheck(
  'FIL-09',
  function* (seen) {
    let nth = 0;
    for (const operation of operationsOf(seen)) {
      const list = seenList(seen, operation);
      if (!list) continue;
      const rules = promised(list)
        .filter(({ member }) => member.includes('.'))
        .flatMap((field) => equalRule(seen, field, list) ?? []);
      yield* eachRule(seen, list, rules, nth);
      if (rules.length > 0) nth += 1;
    }
  },
  'no list has rows that differ in a nested field',
);

/** The rejected server takes `client.id` for the row's own id. */
export const samples: Samples = {
  passes: sampleServer(),
  rejects: understanding(sampleServer(), (ask) =>
    withFilters(ask, (rules) =>
      rules.map((rule) => ({ ...rule, field: rule.field === 'client.id' ? 'id' : rule.field })),
    ),
  ),
};
