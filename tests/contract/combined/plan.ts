import type { CheckContext } from '../../../verifier/check-context.ts';
import type { RequestSpec } from '../../../verifier/exchange.ts';
import { listRequestFor, ofFirstPage, type KnownList } from '../../../verifier/model/known-lists.ts';
import { readListRequest, type ListRequest } from '../../../verifier/model/list-request.ts';
import { coveringQueries, queriesAhead } from './covering.ts';
import { pairQueries } from './pairs.ts';
import type { Query } from './query.ts';

/** A combined request of a list. */
export interface Combined extends Omit<Query, 'query'> {
  readonly request: RequestSpec;
  readonly requested: ListRequest;
  readonly label: string;
}

/**
 * The combined requests of a list: first those that cover its fields, which every run sends, then filters and sorting rules in
 * twos, which `full` sends. They stay the same during a run, once it is known whether the list was read whole.
 */
export function combinedRequests(context: CheckContext, list: KnownList): readonly Combined[] {
  return ofFirstPage(list, `combined ${context.seed} ${String(list.complete)}`, () => {
    if (context.depth !== 'quick')
      return requestsFor(context, list, [...coveringQueries(context, list), ...pairQueries(context, list)]);
    // A quick run has hardly enough requests for the single clauses, and its burst waits for what is computed here.
    const ahead = requestsFor(context, list, queriesAhead(context, list));
    // Where the contract's form of rules cannot say them all, those that it can say are too few to choose from.
    if (ahead.some(({ request }) => request.wire === null))
      return requestsFor(context, list, coveringQueries(context, list));
    return ahead.map((one) => ({ ...one, isAhead: true }));
  });
}

function requestsFor(context: CheckContext, list: KnownList, queries: readonly Query[]): Combined[] {
  return queries.flatMap(({ query, depth, parts }, i) => {
    const request = listRequestFor(context, list.operation, query);
    const requested = request && readListRequest(list.operation, request);
    return request && requested ? [{ request, requested, depth, parts, label: `combined ${i}` }] : [];
  });
}
