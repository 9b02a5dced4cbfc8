import fc from 'fast-check';
import type { Field } from '../../../spec/contract.ts';
import { caseCheck, listCase } from '../../../verifier/case-check.ts';
import { generated } from '../../../verifier/generated.ts';
import { comparable, type Comparable } from '../../../verifier/model/values.ts';
import { ofFirstPage, knownList, valueAt, type KnownList } from '../../../verifier/model/known-lists.ts';
import { type Samples } from '../../../verifier/samples/sample.ts';
import { understanding, withSorts } from '../../../verifier/samples/sample-change.ts';
import { sampleServer } from '../../../verifier/samples/sample-dataset.ts';
import { judgeOrder, sortRequests, sortFields } from './sorted.ts';
import { early, operationsOf } from './rotate.ts';
import { everyPage } from '../combined/cases.ts';

/** SRT-04: a second rule orders the ties of the first. */
export const srt04 = caseCheck(
  'SRT-04',
  function* (context) {
    let nth = 0;
    for (const operation of operationsOf(context)) {
      const list = knownList(context, operation);
      const pairs = list
        ? ofFirstPage(list, `tying pairs ${context.seed}`, () => tyingPairs(list, sortFields(context, list)))
        : [];
      if (!list || pairs.length === 0) continue;
      const depth = nth === 0 ? early(context) : nth < 3 ? 'standard' : 'full';
      nth += 1;
      yield* generated(context, {
        name: `SRT-04 ${operation.id}`,
        arbitrary: fc.tuple(fc.constantFrom(...pairs), fc.constantFrom('asc' as const, 'desc' as const)),
        runs: context.depth === 'full' ? 3 : 1,
        toCase([[first, second], direction]) {
          const rules = [
            { field: first, direction },
            { field: second, direction: direction === 'asc' ? ('desc' as const) : ('asc' as const) },
          ];
          const requests = sortRequests(context, list, rules).slice(0, 1);
          return listCase(list, { depth, requests }, (_, ...responses) => judgeOrder(rules, responses));
        },
      });
    }
    yield* everyPage(context, 'SRT-04');
  },
  'no list has ties in one field that another tells apart',
);

/** Pairs of fields for which rows seen tie in the first and differ in the second. */
function tyingPairs(list: KnownList, fields: readonly Field[]): [Field, Field][] {
  const columns = new Map(fields.map((field) => [field, valuesIn(list, field)]));
  return fields.flatMap((first) =>
    fields.flatMap((second): [Field, Field][] =>
      first !== second && second.type !== 'uuid' && ties(columns.get(first) ?? [], columns.get(second) ?? [])
        ? [[first, second]]
        : [],
    ),
  );
}

/** The values of a field, row by row. */
function valuesIn(list: KnownList, field: Field): (Comparable | null)[] {
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

/** The broken server orders only by the first rule. */
export const samples: Samples = {
  passes: sampleServer(),
  rejects: [understanding(sampleServer(), (request) => withSorts(request, (rules) => rules.slice(0, 1)))],
};
