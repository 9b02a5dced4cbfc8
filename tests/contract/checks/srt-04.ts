import fc from 'fast-check';
import type { Field } from '../../../spec/contract.ts';
import { caseCheck } from '../../harness/check.ts';
import { generated } from '../../harness/generated.ts';
import { comparable, type Comparable } from '../../harness/model/values.ts';
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
  const columns = new Map(fields.map((field) => [field, valuesIn(list, field)]));
  return fields.flatMap((first) =>
    fields.flatMap((second): [Field, Field][] =>
      first !== second && ties(columns.get(first) ?? [], columns.get(second) ?? []) ? [[first, second]] : [],
    ),
  );
}

/** The values of a field, row by row. */
function valuesIn(list: SeenList, field: Field): (Comparable | null)[] {
  return list.rows.map((row) => comparable(field, valueAt(row, field.member)));
}

function ties(first: readonly unknown[], second: readonly unknown[]): boolean {
  const seconds = new Map<unknown, Set<unknown>>();
  for (const [i, value] of first.entries()) {
    const group = seconds.get(value) ?? new Set();
    seconds.set(value, group.add(second[i]));
    if (group.size > 2) return true;
  }
  return false;
}

/** The rejected server orders by the first rule alone. */
export const samples: Samples = {
  passes: sampleServer(),
  rejects: understanding(sampleServer(), (ask) => withSorts(ask, (rules) => rules.slice(0, 1))),
};
