import type { CheckContext } from '../../../verifier/check-context.ts';
import type { RequestSpec } from '../../../verifier/exchange.ts';
import { listRequestFor, ofFirstPage, type KnownList } from '../../../verifier/model/known-lists.ts';
import { readWithin, type ListRequest } from '../../../verifier/model/list-request.ts';
import { coveringQueries, fittingQueries, queriesAhead, sliceQueries } from './covering.ts';
import { countAhead } from './groups-ahead.ts';
import { pairQueries } from './pairs.ts';
import type { Query } from './query.ts';
import { sliceOf } from './slice.ts';

/** A combined request of a list. */
export interface Combined extends Omit<Query, 'query'> {
  readonly request: RequestSpec;
  readonly requested: ListRequest;
  readonly label: string;
}

/**
 * The combined requests of a list: first those that cover its fields, which every run sends, then filters and sorting rules in
 * twos, which `full` sends. They stay the same during a run, once it is known whether the list was read whole. Of a list that is
 * not, orders and pages are requested within a slice, as soon as there is one.
 */
export function combinedRequests(context: CheckContext, list: KnownList): readonly Combined[] {
  const slice = sliceOf(context, list);
  const kept = (of: KnownList, what: string, make: () => Combined[]) =>
    ofFirstPage(of, `${what} ${context.seed} ${String(of.complete)}`, make);
  if (slice.kind === 'none') return kept(list, 'combined', () => ofList(context, list));
  const fitting = kept(list, 'fitting', () => requestsFor(context, list, fittingQueries(context, list)));
  if (slice.kind === 'open') return fitting;
  const { list: rows } = slice;
  return [...fitting, ...kept(rows, 'slice', () => requestsFor(context, rows, sliceQueries(context, list, rows)))];
}

function ofList(context: CheckContext, list: KnownList): Combined[] {
  if (context.depth !== 'quick')
    return requestsFor(context, list, [...coveringQueries(context, list), ...pairQueries(context, list)]);
  // A quick run has hardly enough requests for the single clauses, and its burst waits for what is computed here.
  const ahead = requestsFor(context, list, queriesAhead(context, list));
  // Where the contract's form of rules cannot say them all, those that it can say are too few to choose from.
  if (ahead.some(({ request }) => request.wire === null))
    return requestsFor(context, list, coveringQueries(context, list));
  const first = ahead.slice(0, countAhead(context, list)).map((one) => ({ ...one, isAhead: true }));
  return [...first, ...ahead.slice(first.length).map((one) => ({ ...one, depth: 'standard' as const, isSpare: true }))];
}

function requestsFor(context: CheckContext, list: KnownList, queries: readonly Query[]): Combined[] {
  const within = list.within ?? [];
  return queries.flatMap(({ query, ...one }, i) => {
    const request = listRequestFor(context, list.operation, query);
    const requested = request && readWithin(list.operation, within, request);
    const label = `${within.length > 0 ? 'slice' : 'combined'} ${i}`;
    return request && requested ? [{ ...one, request, requested, label, inSlice: within.length > 0 }] : [];
  });
}
