import fc from 'fast-check';
import type { FilterRule } from '../../../verifier/requests.ts';
import { caseCheck, listCase } from '../../../verifier/case-check.ts';
import type { Case } from '../../../verifier/case.ts';
import type { CheckContext } from '../../../verifier/check-context.ts';
import { generated } from '../../../verifier/generated.ts';
import type { Match } from '../../../verifier/model/filter.ts';
import { joined, predictRules } from '../../../verifier/model/rules.ts';
import { listRequestFor, ofFirstPage, knownList, type KnownList } from '../../../verifier/model/known-lists.ts';
import { type Samples } from '../../../verifier/samples/sample.ts';
import { understanding, withFilters } from '../../../verifier/samples/sample-change.ts';
import { sampleServer } from '../../../verifier/samples/sample-dataset.ts';
import { everyPage } from '../combined/cases.ts';
import { valuesOf, withoutDates } from './conditions.ts';
import { filterRequest, judgeFilter } from './filtered.ts';
import { early, operationsOf } from './rotate.ts';

/** FIL-05: two filters joined by `and` give the intersection of what each gives alone, by `or` the union. */
export const fil05 = caseCheck('FIL-05', function* (context) {
  let nth = 0;
  for (const operation of operationsOf(context)) {
    const list = knownList(context, operation);
    if (!list) continue;
    const pairs = ofFirstPage(list, 'telling pairs', () => tellingPairs(list));
    if (pairs.length === 0) {
      yield { operation: operation.id, note: 'no two conditions split the rows seen into four' };
      continue;
    }
    const depth = nth === 0 ? early(context) : nth < 3 ? 'standard' : 'full';
    nth += 1;
    for (const operator of ['and', 'or'] as const) {
      yield* generated(context, {
        name: `FIL-05 ${operation.id} ${operator}`,
        arbitrary: fc.constantFrom(...pairs),
        runs: context.depth === 'full' ? 3 : 1,
        toCase: (pair) => caseOf(context, list, joined(pair, operator), depth),
      });
    }
  }
  yield* everyPage(context, 'FIL-05');
});

/**
 * The first request sends the rules as an array. A server that rejects arrays may still accept the repeated parameter (public
 * clients use both forms), and FIL-10 judges that.
 */
function caseOf(
  context: CheckContext,
  list: KnownList,
  rules: readonly FilterRule[],
  depth: Case['depth'],
): Case | null {
  const array = filterRequest(context, list.operation, rules);
  const more = rules.map((rule) => ['queryFilters', JSON.stringify(rule)] as const);
  const rejected = array && context.recorder.find(array)?.response.status === 400;
  const request = rejected ? listRequestFor(context, list.operation, { more }) : array;
  if (!request) return null;
  const parts = { label: rules[0]?.operator ?? '', depth, requests: [request] };
  return listCase(list, parts, (base, response) => judgeFilter(base, rules, response));
}

/** Most rows that are tried as the one that both conditions take. */
const ROWS = 12;

/** Pairs of conditions for which some row meets both, some only the first, some only the second, and some neither. */
function tellingPairs(list: KnownList): [FilterRule, FilterRule][] {
  const rules = withoutDates(list).flatMap((field) =>
    valuesOf(field, list)
      .slice(0, ROWS)
      .map((condition): FilterRule => ({ field: field.name, predicate: 'equal', condition })),
  );
  const matches = rules.map((rule) => list.rows.map((row) => SIDE[predictRules(list.operation, row, [rule])]));
  const pairs: [FilterRule, FilterRule][] = [];
  for (const [i, a] of rules.entries()) {
    for (const [j, b] of rules.entries()) {
      if (j <= i || a.field === b.field) continue;
      if (quartered(matches[i] ?? [], matches[j] ?? [])) pairs.push([a, b]);
      if (pairs.length >= 40) return pairs;
    }
  }
  return pairs;
}

/** Bit of the side on which a rule puts a row; none where it may be either. */
const SIDE: Readonly<Record<Match, number>> = { yes: 1, no: 2, maybe: 0 };

/** Whether all four combinations of sides occur among the rows. */
function quartered(one: readonly number[], other: readonly number[]): boolean {
  let kinds = 0;
  for (let r = 0; r < one.length; r += 1) {
    const [a = 0, b = 0] = [one[r], other[r]];
    if (a > 0 && b > 0) kinds |= 1 << ((a - 1) * 2 + b - 1);
  }
  return kinds === 0b1111;
}

/** The broken server reads only the first rule. */
export const samples: Samples = {
  passes: sampleServer(),
  rejects: [understanding(sampleServer(), (request) => withFilters(request, (rules) => rules.slice(0, 1)))],
};
