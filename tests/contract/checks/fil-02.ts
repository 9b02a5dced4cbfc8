import type { Field } from '../../../spec/contract.ts';
import type { Case, Outcome } from '../../../verifier/case.ts';
import type { CheckContext } from '../../../verifier/check-context.ts';
import { caseCheck, listCase } from '../../../verifier/case-check.ts';
import type { CompletedExchange } from '../../../verifier/exchange.ts';
import { envelope, rowKey, rowName, knownList, valueAt, type KnownList } from '../../../verifier/model/known-lists.ts';
import { bodyOf, broken, problem, type Samples } from '../../../verifier/samples/sample.ts';
import { sampleServer } from '../../../verifier/samples/sample-dataset.ts';
import type { FilterRule } from '../../../verifier/requests.ts';
import { everyPage, partCases } from '../combined/cases.ts';
import { equalRule, promised } from './conditions.ts';
import { filterRequest, judgeFilter } from './filtered.ts';
import { early, operationsOf } from './rotate.ts';

/** FIL-02: `equal` and `notEqual` on the same condition partition the list; null rows are on one side or the other. */
export const fil02 = caseCheck('FIL-02', function* (context) {
  let first = early(context);
  for (const operation of operationsOf(context)) {
    const list = knownList(context, operation);
    if (!list) continue;
    const cases = byNulls(list).flatMap(
      (field) => caseOf(context, list, field, equalRule(context, field, list)?.condition) ?? [],
    );
    yield* partCases(context, list, 'FIL-02', ({ kind }) => kind === 'unequal', withEqual);
    for (const [i, one] of cases.entries()) {
      yield { ...one, depth: i > 0 ? 'full' : first };
      first = 'standard';
    }
  }
  yield* everyPage(context, 'FIL-02');
});

/** Where `notEqual` alone is not as predicted, both halves together tell why. */
function withEqual(context: CheckContext, list: KnownList, rule: FilterRule): Omit<Case, 'depth'> | null {
  const field = list.operation.fields.find(({ name }) => name === rule.field);
  return field ? caseOf(context, list, field, rule.condition) : null;
}

/** Fields with null rows come first, because null rows are the ones that get lost. */
function byNulls(list: KnownList): Field[] {
  const nulls = (field: Field) => list.rows.some((row) => (valueAt(row, field.member) ?? null) === null);
  return promised(list).sort((a, b) => Number(nulls(b)) - Number(nulls(a)));
}

function caseOf(
  context: CheckContext,
  list: KnownList,
  field: Field,
  condition: string | null | undefined,
): Omit<Case, 'depth'> | null {
  if (condition === null || condition === undefined) return null;
  const equal = { field: field.name, predicate: 'equal', condition } as const;
  const unequal = { ...equal, predicate: 'notEqual' } as const;
  const requests = [equal, unequal].flatMap((rule) => filterRequest(context, list.operation, [rule]) ?? []);
  if (requests.length < 2) return null;
  const judge = (base: KnownList, ...[a, b]: CompletedExchange[]): Outcome => {
    const { totalCount } = base;
    const means = `the ${totalCount} rows split by ${field.name} ${JSON.stringify(condition)}, null rows included`;
    if (!a || !b) return undefined;
    const [alike, others] = [envelope(a.response), envelope(b.response)];
    if (!alike || !others) return { want: means, got: `status ${a.response.status} and ${b.response.status}` };
    const both = others.items.find((row) => alike.items.some((one) => rowKey(one) === rowKey(row)));
    if (both) return { want: means, got: `${rowName(both)} on both sides` };
    const sum = alike.totalCount + others.totalCount;
    if (sum !== totalCount)
      return { want: means, got: `${alike.totalCount} + ${others.totalCount} rows`, counted: true };
    // FIL-01 judges a date that `equal` does not find: it may be stored more precisely than it is shown.
    if (field.type === 'date' && judgeFilter(base, [equal], a)) return undefined;
    return judgeFilter(base, [unequal], b);
  };
  return listCase(list, { label: field.name, requests }, judge);
}

const sampled = sampleServer();

/** The broken server loses the null rows under notEqual, as SQL does. */
export const samples: Samples = {
  passes: sampleServer(),
  rejects: [
    broken(sampleServer(), (response, { target }) => {
      const field = /"field":"([\w.]+)","predicate":"notEqual"/.exec(decodeURIComponent(target))?.[1];
      if (field === undefined) return undefined;
      const body = bodyOf(response);
      const items = body.items.filter((row) => (valueAt(row, field) ?? null) !== null);
      return { body: { ...body, items, totalCount: items.length } };
    }),
    broken(sampleServer(), (_, { target }) =>
      target.includes('notEqual') ? problem(500, 'Internal Server Error') : undefined,
    ),
    // All meetings have one status, and notEqual takes them all.
    (request) => {
      if (!request.target.startsWith('/meetings')) return sampled(request);
      const isOfStatus = decodeURIComponent(request.target).includes('"field":"status"');
      const body = bodyOf(sampled(isOfStatus ? { ...request, target: '/meetings' } : request));
      return { body: { ...body, items: body.items.map((row) => ({ ...row, status: 'Past' })) } };
    },
    // It reads notEqual as equal.
    (request) => sampled({ ...request, target: request.target.replaceAll('notEqual', 'equal') }),
  ],
};
