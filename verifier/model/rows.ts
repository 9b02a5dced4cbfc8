import { json, type ApiResponse } from '../exchange.ts';

/** A row of a list, as a response shows it. */
export type Row = Readonly<Record<string, unknown>>;

export interface Envelope {
  page: unknown;
  pageSize: unknown;
  totalCount: number;
  items: readonly Row[];
}

/** The list in a response, or null where it is none: not 200, not JSON, or not of the envelope's shape (CON-04). */
export function envelope(response: ApiResponse): Envelope | null {
  if (response.status !== 200) return null;
  const body = json(response);
  if (typeof body !== 'object' || body === null) return null;
  const { page, pageSize, totalCount, items } = body as Record<string, unknown>;
  if (typeof totalCount !== 'number' || !Array.isArray(items)) return null;
  if (!items.every((row) => typeof row === 'object' && row !== null)) return null;
  return { page, pageSize, totalCount, items: items as Row[] };
}

/** Reads a dotted field of a row: `client.id`. Undefined where absent; null where it, or its parent, is null. */
export function valueAt(row: Row, field: string): unknown {
  if (!field.includes('.')) return row[field];
  let value: unknown = row;
  for (const step of field.split('.')) {
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

/** What identifies a row across responses: its id, with its client's where rows of several clients share one. */
export function rowKey(row: Row): string {
  const known = keys.get(row);
  if (known !== undefined) return known;
  const id = valueAt(row, 'id');
  const key = id === undefined ? JSON.stringify(row) : JSON.stringify([id, valueAt(row, 'client.id') ?? null]);
  keys.set(row, key);
  return key;
}

/** Computed once per row, because rows are compared by their keys over and over. */
const keys = new WeakMap<Row, string>();

/** A row as a message names it. */
export function rowName(row: Row): string {
  const id = valueAt(row, 'id');
  return id === undefined ? `row ${JSON.stringify(row).slice(0, 80)}` : `id ${JSON.stringify(id)}`;
}
