import type { FilterRule } from '../../../verifier/requests.ts';
import { caseCheck, listCase } from '../../../verifier/case-check.ts';
import type { Case } from '../../../verifier/case.ts';
import type { CheckContext } from '../../../verifier/check-context.ts';
import { predictRules } from '../../../verifier/model/rules.ts';
import { envelope, ofFirstPage, knownList, type KnownList } from '../../../verifier/model/known-lists.ts';
import { bodyOf, broken, problem, type Samples } from '../../../verifier/samples/sample.ts';
import { withFilters, withQuery } from '../../../verifier/samples/sample-change.ts';
import { sampleServer } from '../../../verifier/samples/sample-dataset.ts';
import { everyPage } from '../combined/cases.ts';
import { valuesOf, withoutDates } from './conditions.ts';
import { filterRequest } from './filtered.ts';
import { graded, operationsOf } from './rotate.ts';

/** FIL-06: the filter applies to the whole list before paging. */
export const fil06 = caseCheck('FIL-06', function* (context) {
  const cases = operationsOf(context).flatMap((operation) => {
    const list = knownList(context, operation);
    return (list && caseOf(context, list)) ?? [];
  });
  yield* graded(cases, 1, 3);
  yield* everyPage(context, 'FIL-06');
});

/** A page of one row: a server that takes the page first finds nothing on it. */
function caseOf(context: CheckContext, list: KnownList): Omit<Case, 'depth'> | null {
  const rule = ofFirstPage(list, 'beyond the first row', () => beyondFirst(list));
  const request = rule && filterRequest(context, list.operation, [rule], { page: 1, pageSize: 1 });
  if (!rule || !request) return null;
  return listCase(list, { requests: [request] }, (base, exchange) => {
    const found = exchange && envelope(exchange.response);
    const want = `a page with one of the rows whose ${rule.field} equals ${JSON.stringify(rule.condition)}`;
    if (!found) return { want, got: `status ${exchange?.response.status}` };
    const [row] = found.items;
    if (row)
      return predictRules(list.operation, row, [rule]) === 'no'
        ? { want, got: 'another row', pointer: '/items/0' }
        : undefined;
    const there = base.rows.some((one) => predictRules(list.operation, one, [rule]) === 'yes');
    return there ? { want, got: 'an empty page', pointer: '/items' } : { note: 'no row meets the condition any more' };
  });
}

/** A condition that rows far down the list meet and the first row does not. */
function beyondFirst(list: KnownList): FilterRule | null {
  const [first] = list.rows;
  if (!first) return null;
  for (const field of withoutDates(list)) {
    for (const condition of [...valuesOf(field, list)].reverse()) {
      const rule: FilterRule = { field: field.name, predicate: 'equal', condition };
      const taken = list.rows.some((row) => predictRules(list.operation, row, [rule]) === 'yes');
      if (taken && predictRules(list.operation, first, [rule]) === 'no') return rule;
    }
  }
  return null;
}

const sampled = sampleServer();
const isOneRow = (target: string) => /pageSize=1&.*queryFilters/.test(target);

/** The broken server takes the page first and filters what is on it. */
export const samples: Samples = {
  passes: sampled,
  rejects: [
    broken(sampled, (response, request) => {
      if (response.status !== undefined && response.status !== 200) return undefined;
      const unpaged = bodyOf(
        sampled(withQuery(request, (query) => ['page', 'pageSize'].forEach((name) => query.delete(name)))),
      );
      const page = bodyOf(sampled(withFilters(request, () => [])));
      const taken = new Set(unpaged.items.map((row) => row.id));
      return { body: { ...page, items: page.items.filter((row) => taken.has(row.id)) } };
    }),
    broken(sampled, (_, { target }) => (isOneRow(target) ? problem(500, 'Internal Server Error') : undefined)),
    broken(sampled, (_, request) => (isOneRow(request.target) ? sampled(withFilters(request, () => [])) : undefined)),
  ],
};
