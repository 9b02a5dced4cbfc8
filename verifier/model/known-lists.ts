import type { Contract, Operation } from '../../spec/contract.ts';
import type { CheckContext, Depth } from '../check-context.ts';
import { turned } from '../choose.ts';
import { listRequest, type FilterRule, type ListQuery } from '../requests.ts';
import { keyOf, type CompletedExchange, type RequestSpec } from '../exchange.ts';
import type { Recorder } from '../recorder.ts';
import { sendsUnknown } from '../unknown-parameters.ts';
import { coarseDates, type Steps } from './precision.ts';
import { envelope, rowKey, valueAt, type Row } from './rows.ts';

export { envelope, rowKey, rowName, valueAt, valuesAt, type Envelope, type Row } from './rows.ts';

/** The request for a list. Where its path needs the id of a parent, it takes one that the parent's list has shown. */
export function listRequestFor(context: CheckContext, operation: Operation, query: ListQuery = {}): RequestSpec | null {
  const parent = operation.parent;
  if (parent === undefined) return operation.pathParameters.length === 0 ? listRequest(operation, query) : null;
  const owner = context.contract.operations.find(({ id }) => id === parent.operation);
  const first = owner && context.recorder.find(listRequest(owner));
  const ids = (first && envelope(first.response)?.items.map((row) => valueAt(row, parent.member))) ?? [];
  const id = bestParent(context, operation, ids);
  return id === undefined ? null : listRequest(operation, query, { path: { [parent.parameter]: id } });
}

/** Of the parents that were requested already the one whose rows differ most; if there is none, the first. */
function bestParent(context: CheckContext, operation: Operation, ids: readonly unknown[]): string | number | undefined {
  const usable = parentsToTry(context, ids);
  const parameter = operation.parent?.parameter ?? '';
  let best: { id: string | number; worth: number } | undefined;
  for (const id of usable) {
    const response = context.recorder.find(listRequest(operation, {}, { path: { [parameter]: id } }));
    const list = response && envelope(response.response);
    const worth = list ? list.totalCount + valuesIn(list.items) : -1;
    if (list && (best === undefined || worth > best.worth)) best = { id, worth };
  }
  return best?.id ?? usable[0];
}

const counted = new WeakMap<readonly Row[], number>();

/** How many different values the members of rows have. Computed once per page, because a parent is chosen for each request. */
function valuesIn(rows: readonly Row[]): number {
  const known = counted.get(rows);
  if (known !== undefined) return known;
  const values = new Set(rows.flatMap((row) => Object.entries(row).map((entry) => JSON.stringify(entry))));
  counted.set(rows, values.size);
  return values.size;
}

/**
 * Most parents that are tried, at each depth, in search of one with enough rows below it. They are requested one after the other in
 * the first window: with eight of them a `standard` run lost a window, and 26 requests, to what had to wait.
 */
const PARENTS: Readonly<Record<Depth, number>> = { quick: 3, standard: 5, full: 20 };

/**
 * The parents that a run tries, in this order, in search of one with enough rows below it: the first, then others each
 * night; at `full` always the same.
 * @param ids of the parents that a response showed
 */
export function parentsToTry({ depth, seed }: CheckContext, ids: readonly unknown[]): (string | number)[] {
  const usable = ids.filter((id): id is string | number => typeof id === 'string' || typeof id === 'number');
  const others = usable.slice(1);
  const by = depth === 'full' ? 0 : seed * (PARENTS[depth] - 1);
  return [...usable.slice(0, 1), ...turned(others, by)].slice(0, PARENTS[depth]);
}

/** Rows below a parent with which the search ends, at each depth: filters and orders show an effect. `full` takes the longest list. */
export const ENOUGH_ROWS: Readonly<Record<Depth, number>> = { quick: 3, standard: 3, full: Infinity };

/** A list as the unfiltered responses show it. */
export interface KnownList {
  operation: Operation;
  first: CompletedExchange;
  /**
   * Rows of the first page, in its order, at most a page. Conditions are chosen from them, because they stay the same during a
   * run.
   */
  rows: readonly Row[];
  /** Every row that any unfiltered response has shown: filtered responses are judged by them. */
  known: readonly Row[];
  totalCount: number;
  /** Whether `known` is the whole list. */
  complete: boolean;
  /** Date fields that are stored more precisely than they are shown. */
  steps: Steps;
  /** The filter that took these rows of a longer list: every request that is predicted from them begins with it, joined by `and`. */
  within?: readonly FilterRule[];
}

/** What a list has shown so far; null until its first page, requested without parameters, came as a list. */
export function knownList(context: CheckContext, operation: Operation): KnownList | null {
  const request = listRequestFor(context, operation);
  const first = request && context.recorder.find(request);
  const list = first && envelope(first.response);
  if (!list) return null;
  const known = unfilteredRows(context, request.target);
  const complete = known.length >= list.totalCount;
  const rows = list.items.slice(0, operation.maxPageSize);
  const steps = coarseDates(context.recorder, operation, request.target, rows);
  return { operation, first, rows, known, totalCount: list.totalCount, complete, steps };
}

interface Gathered {
  upTo: number;
  byPath: Map<string, RowsOfPath>;
}

interface RowsOfPath {
  byKey: Map<string, { row: Row; plain: number }>;
  /** The rows as a list; the same object until a response shows more or different rows. */
  list?: readonly Row[] | undefined;
}

const gathered = new WeakMap<Recorder, Gathered>();

/**
 * Rows of a path in all responses to unfiltered requests with a key of the provider under test. Each row once, as the plainest of
 * these requests shows it: if a sort or a page changes the row, that request is to blame.
 */
function unfilteredRows({ recorder, contract }: CheckContext, path: string): readonly Row[] {
  let state = gathered.get(recorder);
  if (state === undefined) gathered.set(recorder, (state = { upTo: 0, byPath: new Map() }));
  const all = recorder.all();
  for (; state.upTo < all.length; state.upTo += 1) {
    const exchange = all[state.upTo];
    if (!exchange?.response || !showsList(exchange.request, contract)) continue;
    const list = envelope(exchange.response);
    const [where = ''] = exchange.request.target.split('?');
    const rows = state.byPath.get(where) ?? { byKey: new Map<string, { row: Row; plain: number }>() };
    state.byPath.set(where, rows);
    const plain = plainness(exchange.request);
    for (const row of list?.items ?? []) {
      const key = rowKey(row);
      const known = rows.byKey.get(key);
      if (known !== undefined && known.plain >= plain) continue;
      rows.byKey.set(key, { row, plain });
      rows.list = undefined;
    }
  }
  const found = state.byPath.get(path);
  return found ? (found.list ??= [...found.byKey.values()].map(({ row }) => row)) : [];
}

/** How many parameters a request has: fewer is plainer, and a page is plainer than a sort. */
function plainness({ target }: RequestSpec): number {
  if (!target.includes('?')) return 2;
  return target.includes('sortingRules') ? 0 : 1;
}

function showsList(request: RequestSpec, { operations }: Contract): boolean {
  const operation = operations.find(({ id }) => id === request.operation);
  const own = ['active', 'sibling'].includes(keyOf(request) ?? '');
  if (!own || !operation || request.method !== 'GET' || request.target.includes('queryFilters')) return false;
  return !sendsUnknown(operation, request);
}

const remembered = new WeakMap<object, Map<string, unknown>>();

/**
 * A value that follows only from a list's first page, computed once in a run: checks use it again and again.
 * @param what names it, with everything that it depends on beside the page
 */
export function ofFirstPage<T>(list: KnownList, what: string, make: () => T): T {
  const page = list.first.response;
  let known = remembered.get(page);
  if (known === undefined) remembered.set(page, (known = new Map<string, unknown>()));
  if (!known.has(what)) known.set(what, make());
  return known.get(what) as T;
}
