import type { Field } from '../../spec/contract.ts';
import { sureTextOrder } from './collations.ts';
import { rowKey, valueAt, type Row } from './known-lists.ts';
import type { OrderRule } from './order.ts';
import { comparable, type Comparable } from './values.ts';

type Column = ReadonlyMap<Row, Comparable | null>;

const remembered = new WeakMap<readonly Row[], Map<string, Column>>();

/** A field's value in each row; computed once per set of rows. */
function columnOf(field: Field, rows: readonly Row[]): Column {
  let fields = remembered.get(rows);
  if (fields === undefined) remembered.set(rows, (fields = new Map<string, Column>()));
  let column = fields.get(field.name);
  if (column === undefined) {
    column = new Map(rows.map((row) => [row, comparable(field, valueAt(row, field.member))]));
    fields.set(field.name, column);
  }
  return column;
}

const indexes = new WeakMap<readonly Row[], ReadonlyMap<string, Row>>();

/** Rows by the key that identifies a row across responses. */
export function rowIndex(rows: readonly Row[]): ReadonlyMap<string, Row> {
  let index = indexes.get(rows);
  if (index === undefined) indexes.set(rows, (index = new Map(rows.map((row) => [rowKey(row), row]))));
  return index;
}

/** A row at a place where no order puts it. */
export interface Misplaced {
  /** Its index on the page. */
  readonly at: number;
  /** The places, counted from 1 over all pages, between which it belongs. */
  readonly from: number;
  readonly to: number;
}

/**
 * Finds a row on a page of sorted rows that no order of the server puts there: too many rows certainly come before it, or too
 * many certainly after it. What orders disagree about (case, accents, signs, nulls, ties) decides nothing.
 * @param rows every row of the list, once
 * @param sure those that are certainly part of the sorted list; `possible` may be
 * @param offset how many rows the pages before hold
 */
export function misplaced(
  rows: readonly Row[],
  sure: readonly Row[],
  possible: readonly Row[],
  items: readonly Row[],
  offset: number,
  rules: readonly OrderRule[],
): Misplaced | null {
  const columns = rules.map(({ field }) => columnOf(field, rows));
  const index = rowIndex(rows);
  // Texts take longer to compare, so only the ends of the page are checked.
  const ends = rules.some(({ field }) => field.type === 'string');
  for (const [at, item] of items.entries()) {
    if (ends && at > 0 && at < items.length - 1) continue;
    const row = index.get(rowKey(item));
    // The place of a row that the list never showed is unknown.
    if (row === undefined) return null;
    const before = sure.filter((other) => order(columns, rules, other, row) < 0).length;
    const after = sure.filter((other) => order(columns, rules, other, row) > 0).length;
    const to = possible.length - after;
    if (offset + at < before || offset + at > to - 1) return { at, from: before + 1, to };
  }
  return null;
}

/** How two rows certainly stand under the rules: below 0 or above 0, or 0 where they tie or orders disagree. */
function order(columns: readonly Column[], rules: readonly OrderRule[], a: Row, b: Row): number {
  for (const [k, { field, direction }] of rules.entries()) {
    const [x, y] = [columns[k]?.get(a), columns[k]?.get(b)];
    if (x === y) continue;
    if (x === null || x === undefined || y === null || y === undefined || field.type === 'uuid') return 0;
    const texts = typeof x === 'string' && typeof y === 'string';
    const way = texts ? sureTextOrder(x, y) : x < y ? -1 : 1;
    return direction === 'desc' ? -way : way;
  }
  return 0;
}
