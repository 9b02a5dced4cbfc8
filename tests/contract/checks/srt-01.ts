import type { Case } from '../../../verifier/case.ts';
import type { CheckContext, Depth } from '../../../verifier/check-context.ts';
import { caseCheck } from '../../../verifier/case-check.ts';
import type { RequestSpec } from '../../../verifier/exchange.ts';
import { knownList, type KnownList } from '../../../verifier/model/known-lists.ts';
import type { OrderRule } from '../../../verifier/model/order.ts';
import { type Samples } from '../../../verifier/samples/sample.ts';
import { understanding, withSorts } from '../../../verifier/samples/sample-change.ts';
import { sampleServer } from '../../../verifier/samples/sample-dataset.ts';
import { everyPage } from '../combined/cases.ts';
import { findings } from '../combined/findings.ts';
import { orderCase, sortRequests, sortFields } from './sorted.ts';
import { operationsOf } from './rotate.ts';

/** SRT-01: for every documented sort field, `asc` yields non-decreasing values over the whole list, across pages. */
export const srt01 = caseCheck('SRT-01', function* (context) {
  yield* orderCases(context, 'asc');
  yield* everyPage(context, 'SRT-01');
});

/** Orders that a combined request showed to be wrong, each alone; at `full` every field alone. */
export function* orderCases(context: CheckContext, direction: 'asc' | 'desc'): Iterable<Case> {
  for (const operation of operationsOf(context)) {
    const list = knownList(context, operation);
    for (const { found } of list ? findings(context, list) : []) {
      const [rule] = found.kind === 'guilty' ? found.requested.sorts : [];
      if (!list || found.kind !== 'guilty' || rule?.direction !== direction) continue;
      const { filters, within, sorts, paged } = found.requested;
      if (found.broken[0]?.part !== 'order' || filters.length + within.length > 0 || sorts.length > 1 || paged)
        continue;
      const requests = sortRequests(context, list, [rule]);
      yield { ...orderCase(context, list, rule, { label: rule.field.name, depth: 'quick', requests }), urgent: true };
    }
  }
  for (const { list, rule, ...parts } of sortings(context, direction)) yield orderCase(context, list, rule, parts);
}

/** A list in the order of one field. */
export interface Sorting {
  list: KnownList;
  rule: OrderRule;
  label: string;
  depth: Depth;
  requests: readonly RequestSpec[];
}

/** Every list by every field in one direction; the first field of each in two halves. */
export function* sortings(context: CheckContext, direction: 'asc' | 'desc'): Iterable<Sorting> {
  for (const [nth, operation] of operationsOf(context).entries()) {
    const list = knownList(context, operation);
    for (const [i, field] of (list ? sortFields(context, list) : []).entries()) {
      if (!list) continue;
      const rule = { field, direction };
      // The combined requests sort by every field, so whole lists in order come after them.
      const depth = i > 0 || nth > 2 ? 'full' : 'standard';
      const requests = sortRequests(context, list, [rule], i === 0 && direction === 'asc');
      yield { list, rule, label: field.name, depth, requests };
    }
  }
}

/** The broken server ignores the sorting by one field of one list. */
export const samples: Samples = {
  passes: sampleServer(),
  rejects: [
    understanding(sampleServer(), (request) =>
      withSorts(request, (rules) => rules.filter(({ field }) => field !== 'lastName')),
    ),
  ],
};
