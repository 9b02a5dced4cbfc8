import fc from 'fast-check';
import type { Field } from '../../../spec/contract.ts';
import { caseCheck } from '../../harness/check.ts';
import { generated } from '../../harness/generated.ts';
import { comparable } from '../../harness/model/values.ts';
import { ofFirstPage, seenList, valueAt, type SeenList } from '../../harness/seen-lists.ts';
import { type Samples } from '../../harness/sample.ts';
import { understanding, withSorts } from '../../harness/sample-change.ts';
import { sampleServer } from '../../harness/sample-world.ts';
import { judgeOrder, sortAsks, sortFields } from './sorted.ts';
import { operationsOf } from './rotate.ts';

/** SRT-04: a second rule orders the ties of the first. */
export const srt04 = caseCheck(
  'SRT-04',
  function* (seen) {
    let nth = 0;
    for (const operation of operationsOf(seen)) {
      const list = seenList(seen, operation);
      const pairs = list
        ? ofFirstPage(list, `tying pairs ${seen.seed}`, () => tyingPairs(list, sortFields(seen, list)))
        : [];
      if (!list || pairs.length === 0) continue;
      const depth = nth === 0 ? 'quick' : nth < 3 ? 'standard' : 'full';
      nth += 1;
      yield* generated(seen, {
        name: `SRT-04 ${operation.id}`,
        arbitrary: fc.tuple(fc.constantFrom(...pairs), fc.constantFrom('asc' as const, 'desc' as const)),
        runs: seen.depth === 'full' ? 3 : 1,
        toCase([[first, second], direction]) {
          const rules = [
            { field: first, direction },
            { field: second, direction: direction === 'asc' ? ('desc' as const) : ('asc' as const) },
          ];
          const judge = (...answers: Parameters<typeof judgeOrder>[1]) => judgeOrder(rules, answers);
          return { operation: operation.id, depth, asks: sortAsks(seen, list, rules).slice(0, 1), judge };
        },
      });
    }
  },
  'no list has ties in one field that another tells apart',
);

/** Pairs of fields such that rows seen tie in the first and differ in the second. */
function tyingPairs(list: SeenList, fields: readonly Field[]): [Field, Field][] {
  return fields.flatMap((first) =>
    fields.flatMap((second): [Field, Field][] =>
      first !== second && ties(list, first, second) ? [[first, second]] : [],
    ),
  );
}

function ties(list: SeenList, first: Field, second: Field): boolean {
  const seconds = new Map<unknown, Set<unknown>>();
  for (const row of list.rows) {
    const value = comparable(first, valueAt(row, first.member));
    const group = seconds.get(value) ?? new Set();
    seconds.set(value, group.add(comparable(second, valueAt(row, second.member))));
  }
  return [...seconds.values()].some((group) => group.size > 2);
}

/** The rejected server orders by the first rule alone. */
export const samples: Samples = {
  passes: sampleServer(),
  rejects: understanding(sampleServer(), (ask) => withSorts(ask, (rules) => rules.slice(0, 1))),
};
