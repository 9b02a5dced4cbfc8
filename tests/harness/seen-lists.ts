import type { Operation } from '../../spec/contract.ts';
import type { Seen } from './check.ts';
import { listAsk, type ListQuery } from './asks.ts';
import { json, type Answer, type AnsweredExchange, type Ask } from './exchange.ts';

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
  let value: unknown = row;
  for (const step of member.split('.')) {
    if (value === null || value === undefined) return value;
    if (typeof value !== 'object') return undefined;
    value = (value as Record<string, unknown>)[step];
  }
  return value;
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
  for (const id of usable.slice(0, PARENTS)) {
    const answer = seen.ledger.find(listAsk(operation, {}, { path: { [parameter]: id } }));
    const list = answer && envelope(answer.answer);
    if (list && (best === undefined || list.totalCount > best.rows)) best = { id, rows: list.totalCount };
  }
  return best?.id ?? usable[0];
}

/** Parents that are tried in search of rows below them. */
export const PARENTS = 3;

/** A list as the unfiltered answers show it. */
export interface SeenList {
  operation: Operation;
  first: AnsweredExchange;
  rows: readonly Row[];
  totalCount: number;
  /** Whether `rows` are the whole list. */
  complete: boolean;
}

/** What the first page of a list, asked without parameters, has shown; null before it was answered with a list. */
export function firstPage(seen: Seen, operation: Operation): SeenList | null {
  const ask = listAskFor(seen, operation);
  const first = ask && seen.ledger.find(ask);
  const list = first && envelope(first.answer);
  if (!list) return null;
  return {
    operation,
    first,
    rows: list.items,
    totalCount: list.totalCount,
    complete: list.items.length === list.totalCount,
  };
}
