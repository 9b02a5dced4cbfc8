import type { CheckContext } from '../../../verifier/check-context.ts';
import type { RequestSpec } from '../../../verifier/exchange.ts';
import { hash } from '../../../verifier/choose.ts';
import { listRequestFor, ofFirstPage, type KnownList } from '../../../verifier/model/known-lists.ts';
import { readListRequest, type ListRequest } from '../../../verifier/model/list-request.ts';
import { coveringQueries } from './covering.ts';
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
    const queries = [...coveringQueries(context, list), ...pairQueries(context, list)];
    const all = queries.flatMap(({ query, depth, parts }, i) => {
      const request = listRequestFor(context, list.operation, query);
      const requested = request && readListRequest(list.operation, request);
      return request && requested ? [{ request, requested, depth, parts, label: `combined ${i}` }] : [];
    });
    // Where the contract's form of rules cannot say them all, those that it can say are too few to choose from.
    if (context.depth !== 'quick' || all.some(({ request }) => request.wire === null)) return all;
    const ahead = placesAhead(context, list, all);
    // A quick run sends no others: it has hardly enough requests for the single clauses.
    return all.map((one, i) =>
      ahead.includes(i) ? { ...one, isAhead: true } : { ...one, depth: 'standard' as const },
    );
  });
}

/** About how many combined requests a quick run sends, for all lists together. */
const AHEAD = 28;
/** Fields from which on a list gets one more than the others. */
const MANY_FIELDS = 12;
/** Conditions with which a query is worth more than one of a single clause. */
const ENOUGH_PARTS = 4;
/** On one list in so many, notEqual comes first. */
const ONE_IN = 4;

/**
 * The requests of a list that a quick run sends before those of single clauses: some that join many conditions and sort; each
 * night others.
 * @returns their places among all
 */
function placesAhead({ seed, contract }: CheckContext, list: KnownList, all: readonly Combined[]): number[] {
  const places = all.flatMap(({ parts, requested }, i) =>
    requested.sorts.length > 0 ? [{ i, count: parts.length }] : [],
  );
  const most = Math.max(0, ...places.map(({ count }) => count));
  const full = places.filter(({ count }) => count >= Math.min(most, ENOUGH_PARTS)).map(({ i }) => i);
  const start = hash(seed, list.operation.id) % Math.max(1, full.length);
  const turned = [...full.slice(start), ...full.slice(0, start)];
  // Queries with notEqual are few.
  const isUnequal = (i: number) => all[i]?.parts.some(({ kind }) => kind === 'unequal') === true;
  if ((contract.operations.findIndex(({ id }) => id === list.operation.id) + seed) % ONE_IN === 0)
    turned.sort((a, b) => Number(isUnequal(b)) - Number(isUnequal(a)));
  const each = Math.max(1, Math.floor(AHEAD / contract.operations.length));
  const own = each + (list.operation.fields.length < MANY_FIELDS ? 0 : 1);
  return turned.slice(0, own);
}
