import type { Field } from '../../../spec/contract.ts';
import type { FilterRule } from '../../../verifier/requests.ts';
import type { Case, Outcome } from '../../../verifier/case.ts';
import type { CheckContext } from '../../../verifier/check-context.ts';
import { caseCheck, listCase } from '../../../verifier/case-check.ts';
import type { CompletedExchange } from '../../../verifier/exchange.ts';
import { comparable } from '../../../verifier/model/values.ts';
import { envelope, knownList, valueAt, type KnownList } from '../../../verifier/model/known-lists.ts';
import { type Samples } from '../../../verifier/samples/sample.ts';
import { understanding, withFilters } from '../../../verifier/samples/sample-change.ts';
import { sampleServer } from '../../../verifier/samples/sample-dataset.ts';
import { everyPage, partCases } from '../combined/cases.ts';
import { pivotOf, promised } from './conditions.ts';
import { filterRequest, judgeFilter } from './filtered.ts';
import { operationsOf, rotated } from './rotate.ts';

const ORDERED: readonly string[] = ['number', 'integer', 'date'];

/** FIL-03: `greaterThan` and `lessThan` are strict and, with `equal`, partition the non-null rows. */
export const fil03 = caseCheck('FIL-03', function* (context) {
  let nth = 0;
  for (const operation of operationsOf(context)) {
    const list = knownList(context, operation);
    if (!list) continue;
    const fields = rotated(
      promised(list).filter(({ type }) => ORDERED.includes(type)),
      context,
    );
    yield* partCases(context, list, 'FIL-03', ({ kind }) => kind === 'above' || kind === 'below', withPivot);
    const cases = fields.flatMap((field) => caseOf(context, list, field) ?? []);
    // At `standard` a number and a date of the first lists; the combined requests cover the others.
    const kinds = new Set<string>();
    for (const { field, ...one } of cases) {
      const kind = field.type === 'date' ? 'date' : 'number';
      yield { ...one, depth: kinds.has(kind) || nth > 1 ? 'full' : 'standard' };
      kinds.add(kind);
      nth += 1;
    }
  }
  yield* everyPage(context, 'FIL-03');
});

/** Where one comparison is not as predicted, the opposite one at the same value and `equal` tell why. */
function withPivot(context: CheckContext, list: KnownList, { field: name, condition }: FilterRule) {
  const field = list.operation.fields.find((one) => one.name === name);
  return field && condition !== null ? compared(context, list, field, condition) : null;
}

function caseOf(context: CheckContext, list: KnownList, field: Field): (Omit<Case, 'depth'> & { field: Field }) | null {
  const pivot = pivotOf(context, field, list);
  const one = pivot === null ? null : compared(context, list, field, pivot);
  return one && { field, ...one };
}

function compared(context: CheckContext, list: KnownList, field: Field, pivot: string): Omit<Case, 'depth'> | null {
  const rule = (predicate: string): FilterRule => ({ field: field.name, predicate, condition: pivot });
  const rules = [rule('greaterThan'), rule('lessThan'), rule('equal')];
  const requests = rules.flatMap((one) => filterRequest(context, list.operation, [one]) ?? []);
  if (requests.length < rules.length) return null;
  const judge = (base: KnownList, ...responses: CompletedExchange[]): Outcome => {
    for (const [i, response] of responses.entries()) {
      const wrong = judgeFilter(base, rules.slice(i, i + 1), response);
      if (wrong) return { ...wrong, exchange: response.n };
    }
    const totals = responses.map(({ response }) => envelope(response)?.totalCount ?? 0);
    const sum = totals.reduce((a, b) => a + b, 0);
    const nulls = base.known.filter((row) => comparable(field, valueAt(row, field.member)) === null).length;
    const most = base.totalCount - nulls;
    if (sum <= most && (!base.complete || sum === most)) return undefined;
    return {
      want: `${most} rows above, below and at ${field.name} ${pivot}`,
      got: `${totals.join(' + ')} rows`,
      counted: true,
    };
  };
  return listCase(list, { label: field.name, requests }, judge);
}

/** The broken server reads greaterThan as greater or equal. */
export const samples: Samples = {
  passes: sampleServer(),
  rejects: [
    understanding(sampleServer(), (request) =>
      withFilters(request, (rules) =>
        rules.flatMap((rule) =>
          rule.predicate === 'greaterThan'
            ? [
                { ...rule, operator: 'or' as const },
                { ...rule, predicate: 'equal' },
              ]
            : rule,
        ),
      ),
    ),
  ],
};
