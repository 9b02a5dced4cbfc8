import type { FilterRule } from '../../harness/asks.ts';
import { caseCheck, type Case, type Seen } from '../../harness/check.ts';
import { predictRules } from '../../harness/model/rules.ts';
import { envelope, ofFirstPage, seenList, type SeenList } from '../../harness/seen-lists.ts';
import { bodyOf, broken, type Samples } from '../../harness/sample.ts';
import { withFilters, withQuery } from '../../harness/sample-change.ts';
import { sampleServer } from '../../harness/sample-world.ts';
import { promised, valuesOf } from './conditions.ts';
import { filterAsk } from './filtered.ts';
import { graded, operationsOf } from './rotate.ts';

/** FIL-06: the filter applies to the whole list before paging. */
export const fil06 = caseCheck('FIL-06', function* (seen) {
  const cases = operationsOf(seen).flatMap((operation) => {
    const list = seenList(seen, operation);
    return (list && caseOf(seen, list)) ?? [];
  });
  yield* graded(cases, 1, 3);
});

/** A page as small as one row: a server that takes the page first finds nothing on it. */
function caseOf(seen: Seen, list: SeenList): Omit<Case, 'depth'> | null {
  const rule = ofFirstPage(list, 'beyond the first row', () => beyondFirst(list));
  const ask = rule && filterAsk(seen, list.operation, [rule], { page: 1, pageSize: 1 });
  if (!rule || !ask) return null;
  return {
    operation: list.operation.id,
    asks: [ask],
    judge({ answer }) {
      const found = envelope(answer);
      const want = `a page with one of the rows whose ${rule.field} equals ${JSON.stringify(rule.condition)}`;
      if (!found) return { want, got: `status ${answer.status}` };
      const [row] = found.items;
      if (!row) return { want, got: 'an empty page', pointer: '/items' };
      return predictRules(list.operation, row, [rule]) === 'no'
        ? { want, got: 'another row', pointer: '/items/0' }
        : undefined;
    },
  };
}

/** A condition that rows far down the list meet and the first row does not. */
function beyondFirst(list: SeenList): FilterRule | null {
  const [first] = list.rows;
  if (!first) return null;
  for (const field of promised(list)) {
    for (const condition of [...valuesOf(field, list)].reverse()) {
      const rule: FilterRule = { field: field.name, predicate: 'equal', condition };
      const taken = list.rows.some((row) => predictRules(list.operation, row, [rule]) === 'yes');
      if (taken && predictRules(list.operation, first, [rule]) === 'no') return rule;
    }
  }
  return null;
}

const sampled = sampleServer();

/** The rejected server takes the page first and filters what is on it. */
export const samples: Samples = {
  passes: sampled,
  rejects: broken(sampled, (answer, ask) => {
    if (answer.status !== undefined && answer.status !== 200) return undefined;
    const unpaged = bodyOf(
      sampled(withQuery(ask, (query) => ['page', 'pageSize'].forEach((name) => query.delete(name)))),
    );
    const page = bodyOf(sampled(withFilters(ask, () => [])));
    const taken = new Set(unpaged.items.map((row) => row.id));
    return { body: { ...page, items: page.items.filter((row) => taken.has(row.id)) } };
  }),
};
