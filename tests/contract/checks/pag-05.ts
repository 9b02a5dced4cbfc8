import { caseCheck, type Case, type Seen } from '../../harness/check.ts';
import { envelope, seenList, type SeenList } from '../../harness/seen-lists.ts';
import { bodyOf, broken, type Samples } from '../../harness/sample.ts';
import { sampleServer } from '../../harness/sample-world.ts';
import { equalRule, promised } from './conditions.ts';
import { filterAsk } from './filtered.ts';
import { cut } from './pages.ts';
import { operationsOf } from './rotate.ts';

/** PAG-05: `totalCount` counts all rows that match the filter; page and page size do not change it. */
export const pag05 = caseCheck('PAG-05', function* (seen) {
  let nth = 0;
  for (const operation of operationsOf(seen)) {
    const list = seenList(seen, operation);
    const pages = cut(seen, operation);
    for (const [i, ask] of pages?.asks.entries() ?? []) {
      const want = `totalCount ${pages?.list.totalCount} on page ${pages?.pages[i]} of ${pages?.pageSize} as on the first`;
      yield {
        operation: operation.id,
        depth: 'standard',
        asks: [ask],
        judge: totals(want, pages?.list.totalCount ?? 0),
      };
    }
    const filtered = list && filteredCase(seen, list);
    if (filtered) yield { ...filtered, depth: (nth += 1) === 1 ? 'quick' : nth < 5 ? 'standard' : 'full' };
  }
});

function totals(want: string, total: number): Case['judge'] {
  return ({ answer }) => {
    const got = envelope(answer)?.totalCount;
    if (got === undefined) return { note: `answered ${answer.status}: no totalCount to judge` };
    return got === total ? undefined : { want, got: String(got), pointer: '/totalCount' };
  };
}

/** A filter that leaves rows out, on one page and in two sizes: the total is the filter's, and of no page. */
function filteredCase(seen: Seen, list: SeenList): Omit<Case, 'depth'> | null {
  const rule = promised(list).flatMap((field) => equalRule(seen, field, list) ?? [])[0];
  const asks = rule
    ? [{}, { page: 2, pageSize: 1 }].flatMap((query) => filterAsk(seen, list.operation, [rule], query) ?? [])
    : [];
  if (!rule || asks.length < 2) return null;
  return {
    operation: list.operation.id,
    label: 'filtered',
    asks,
    judge(all, second) {
      const [one, two] = [envelope(all.answer), envelope(second.answer)];
      if (!one || !two) return { note: 'no list was served' };
      const means = `totalCount of the rows whose ${rule.field} equals ${JSON.stringify(rule.condition)}`;
      if (one.items.length < list.operation.maxPageSize && one.totalCount !== one.items.length)
        return {
          want: `${means}: ${one.items.length}`,
          got: String(one.totalCount),
          pointer: '/totalCount',
          exchange: all.n,
        };
      if (one.totalCount === two.totalCount) return undefined;
      return {
        want: `${means}, the same on page 2 of 1: ${one.totalCount}`,
        got: String(two.totalCount),
        pointer: '/totalCount',
      };
    },
  };
}

/** The rejected server counts the rows of the page. */
export const samples: Samples = {
  passes: sampleServer(),
  rejects: broken(sampleServer(), (answer) => {
    const body = bodyOf(answer);
    return answer.status === undefined ? { body: { ...body, totalCount: body.items.length } } : undefined;
  }),
};
