import type { Operation } from '../../spec/contract.ts';
import type { Depth, Seen } from './check.ts';
import { listAsk, type ListQuery } from './asks.ts';
import { json, keyOf, type Answer, type AnsweredExchange, type Ask } from './exchange.ts';
import type { Ledger } from './ledger.ts';

export type Row = Readonly<Record<string, unknown>>;

export interface Envelope {
  page: unknown;
  pageSize: unknown;
  totalCount: number;
  items: readonly Row[];
}

/** The list in an answer, or null where it is none: not 200, not JSON, or not of the envelope's shape (CON-04). */
export function envelope(answer: Answer): Envelope | null {
  if (answer.status !== 200) return null;
  const body = json(answer);
  if (typeof body !== 'object' || body === null) return null;
  const { page, pageSize, totalCount, items } = body as Record<string, unknown>;
  if (typeof totalCount !== 'number' || !Array.isArray(items)) return null;
  if (!items.every((row) => typeof row === 'object' && row !== null)) return null;
  return { page, pageSize, totalCount, items: items as Row[] };
}

/** Reads a dotted member of a row: `client.id`. Undefined where absent; null where it, or what holds it, is null. */
export function valueAt(row: Row, member: string): unknown {
  if (!member.includes('.')) return row[member];
  let value: unknown = row;
  for (const step of member.split('.')) {
    if (value === null || value === undefined) return value;
    if (typeof value !== 'object') return undefined;
    value = (value as Record<string, unknown>)[step];
  }
  return value;
}

/** Reads all values at a path that may lead through lists: `findingsIds[]`, `recommendationFeedbacks[].modifedBy`. */
export function valuesAt(row: Row, path: string): unknown[] {
  let values: unknown[] = [row];
  for (const step of path.split('.')) {
    const name = step.replace(/\[\]$/, '');
    values = values.map((value) =>
      typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined,
    );
    if (step.endsWith('[]')) values = values.flatMap((value) => (Array.isArray(value) ? (value as unknown[]) : []));
  }
  return values;
}

/** How a list is asked for when its path needs the id of a parent: with an id that the parent's list has shown. */
export function listAskFor(seen: Seen, operation: Operation, query: ListQuery = {}): Ask | null {
  const parent = operation.parent;
  if (parent === undefined) return operation.pathParameters.length === 0 ? listAsk(operation, query) : null;
  const owner = seen.contract.operations.find(({ id }) => id === parent.operation);
  const first = owner && seen.ledger.find(listAsk(owner));
  const ids = (first && envelope(first.answer)?.items.map((row) => valueAt(row, parent.member))) ?? [];
  const id = bestParent(seen, operation, ids);
  return id === undefined ? null : listAsk(operation, query, { path: { [parent.parameter]: id } });
}

/** Of the parents that were asked already the one with most rows; none asked yet: the first. */
function bestParent(seen: Seen, operation: Operation, ids: readonly unknown[]): string | number | undefined {
  const usable = ids.filter((id): id is string | number => typeof id === 'string' || typeof id === 'number');
  const parameter = operation.parent?.parameter ?? '';
  let best: { id: string | number; rows: number } | undefined;
  for (const id of usable.slice(0, PARENTS[seen.depth])) {
    const answer = seen.ledger.find(listAsk(operation, {}, { path: { [parameter]: id } }));
    const list = answer && envelope(answer.answer);
    if (list && (best === undefined || list.totalCount > best.rows)) best = { id, rows: list.totalCount };
  }
  return best?.id ?? usable[0];
}

/** Parents that are tried, at each depth, in search of one with enough rows below it. */
export const PARENTS: Readonly<Record<Depth, number>> = { quick: 3, standard: 5, full: 15 };
/** Rows that a list needs for filters and orders to show. */
export const ENOUGH_ROWS = 3;

/** A list as the unfiltered answers show it. */
export interface SeenList {
  operation: Operation;
  first: AnsweredExchange;
  /**
   * Rows of the first page, in its order, no more than a page may have: what conditions are chosen from, because they
   * stay the same in a run.
   */
  rows: readonly Row[];
  /** Every row that any unfiltered answer has shown: what filtered answers are judged by. */
  known: readonly Row[];
  totalCount: number;
  /** Whether `known` is the whole list. */
  complete: boolean;
}

/** What a list has shown so far; null before its first page, asked without parameters, was answered with a list. */
export function seenList(seen: Seen, operation: Operation): SeenList | null {
  const ask = listAskFor(seen, operation);
  const first = ask && seen.ledger.find(ask);
  const list = first && envelope(first.answer);
  if (!list) return null;
  const known = unfilteredRows(seen.ledger, ask.target);
  const complete = known.length >= list.totalCount;
  const rows = list.items.slice(0, operation.maxPageSize);
  return { operation, first, rows, known, totalCount: list.totalCount, complete };
}

interface Gathered {
  upTo: number;
  byPath: Map<string, Map<string, Row>>;
}

const gathered = new WeakMap<Ledger, Gathered>();

/** Rows of a path in all answers to unfiltered requests with a key of the provider under test; each row once. */
function unfilteredRows(ledger: Ledger, path: string): readonly Row[] {
  let state = gathered.get(ledger);
  if (state === undefined) gathered.set(ledger, (state = { upTo: 0, byPath: new Map() }));
  const all = ledger.all();
  for (; state.upTo < all.length; state.upTo += 1) {
    const exchange = all[state.upTo];
    if (!exchange?.answer || !showsList(exchange.ask)) continue;
    const list = envelope(exchange.answer);
    const [where = ''] = exchange.ask.target.split('?');
    const rows = state.byPath.get(where) ?? new Map<string, Row>();
    state.byPath.set(where, rows);
    for (const row of list?.items ?? []) if (!rows.has(rowKey(row))) rows.set(rowKey(row), row);
  }
  return [...(state.byPath.get(path)?.values() ?? [])];
}

function showsList(ask: Ask): boolean {
  const own = ['active', 'sibling'].includes(keyOf(ask) ?? '');
  return own && ask.method === 'GET' && ask.operation !== undefined && !ask.target.includes('queryFilters');
}

/** What makes a row the same row in two answers: its id, with its client's where rows of several clients share one. */
export function rowKey(row: Row): string {
  const id = valueAt(row, 'id');
  return id === undefined ? JSON.stringify(row) : JSON.stringify([id, valueAt(row, 'client.id') ?? null]);
}

/** A row as a message names it. */
export function rowName(row: Row): string {
  const id = valueAt(row, 'id');
  return id === undefined ? `row ${JSON.stringify(row).slice(0, 80)}` : `id ${JSON.stringify(id)}`;
}

const remembered = new WeakMap<object, Map<string, unknown>>();

/**
 * Something that follows from a list's first page alone, made once in a run: checks choose from it again and again.
 * @param what names it, with all that it depends on beside the page
 */
export function ofFirstPage<T>(list: SeenList, what: string, make: () => T): T {
  const page = list.first.answer;
  let known = remembered.get(page);
  if (known === undefined) remembered.set(page, (known = new Map<string, unknown>()));
  if (!known.has(what)) known.set(what, make());
  return known.get(what) as T;
}
