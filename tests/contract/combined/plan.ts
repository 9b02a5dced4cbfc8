import type { CheckContext, Depth } from '../../../verifier/check.ts';
import type { RequestSpec } from '../../../verifier/exchange.ts';
import { listRequestFor, ofFirstPage, type KnownList } from '../../../verifier/model/known-lists.ts';
import { readListRequest, type ListRequest } from '../../../verifier/model/list-request.ts';
import type { ListQuery } from '../../../verifier/requests.ts';
import { coveringQueries } from './covering.ts';
import { pairQueries } from './pairs.ts';
import type { Part } from './parts.ts';

/** A query that says several things at once, as clients do all day: filter rules, an order, a page and a size. */
export interface Query {
  readonly query: ListQuery;
  readonly depth: Depth;
  /** What its filter rules are there to show; empty where they show nothing of their own. */
  readonly parts: readonly Part[];
}

/** A combined request of a list. */
export interface Combined extends Omit<Query, 'query'> {
  readonly request: RequestSpec;
  readonly requested: ListRequest;
  readonly label: string;
}

/**
 * The combined requests of a list: first those that cover its fields, which every run sends, then filters and sorting rules
 * by twos, which `full` sends. They stay the same in a run.
 */
export function combinedRequests(context: CheckContext, list: KnownList): readonly Combined[] {
  return ofFirstPage(list, `combined ${context.seed}`, () => {
    const queries = [...coveringQueries(context, list), ...pairQueries(context, list)];
    return queries.flatMap(({ query, depth, parts }, i) => {
      const request = listRequestFor(context, list.operation, query);
      const requested = request && readListRequest(list.operation, request);
      return request && requested ? [{ request, requested, depth, parts, label: `combined ${i}` }] : [];
    });
  });
}
