import type { Field } from '../../../spec/contract.ts';
import { sureTextOrder } from '../../../verifier/model/collations.ts';
import { valueAt, type Row } from '../../../verifier/model/known-lists.ts';
import { compareRows, type OrderRule } from '../../../verifier/model/order.ts';
import { comparable } from '../../../verifier/model/values.ts';
import { MISTAKES, type Mistake, type Value } from './mistakes.ts';

/** A page of the rows that a query takes. */
export interface PageOfRows {
  /** Every row of the list that is known. */
  readonly all: readonly Row[];
  readonly rows: readonly Row[];
  readonly page: number;
  readonly pageSize: number;
}

/** No order at all. */
const IGNORED: Mistake = () => null;

/**
 * Whether a page in the order of these rules shows that the server does not order by the last of them. Some of the page's rows then
 * stand in an order that no server may give.
 */
export function tells(page: PageOfRows, rules: readonly OrderRule[]): boolean {
  const last = rules.at(-1);
  if (!last) return false;
  // Uuids stand in some order whatever a server does: no page shows more than another.
  return last.field.type === 'uuid' || shows(page, rules.slice(0, -1), last, IGNORED);
}

/** Which of some mistakes a page in the order of a rule would show. */
export const shownOf = (page: PageOfRows, rule: OrderRule, mistakes: readonly Mistake[]): readonly Mistake[] =>
  mistakes.filter((mistake) => shows(page, [], rule, mistake));

function shows({ rows, page, pageSize }: PageOfRows, before: readonly OrderRule[], last: OrderRule, mistake: Mistake) {
  const ordered = before.length > 0 ? [...rows].sort(compareRows(before)) : rows;
  const wrong = byMistake(ordered, before, last, mistake);
  return hasDisorder(wrong.slice((page - 1) * pageSize, page * pageSize), before, last);
}

const possible = new WeakMap<readonly Row[], Map<string, readonly Mistake[]>>();

/** The mistakes by which the rows of a whole list would stand in another order; no order at all is one. */
export function possibleMistakes(all: readonly Row[], rule: OrderRule): readonly Mistake[] {
  let known = possible.get(all);
  if (known === undefined) possible.set(all, (known = new Map<string, readonly Mistake[]>()));
  const key = `${rule.field.name} ${rule.direction}`;
  const found =
    known.get(key) ??
    [IGNORED, ...(MISTAKES[rule.field.type] ?? []), ...nullAsValue(all, rule)].filter((mistake) =>
      hasDisorder(byMistake(all, [], rule, mistake), [], rule),
    );
  known.set(key, found);
  return found;
}

/** The mistake that orders null as some value: one in the middle of those seen. */
function nullAsValue(all: readonly Row[], { field }: OrderRule): Mistake[] {
  const values = all.map((row) => valueOf(row, field)).filter((value) => value !== null);
  if (values.length === all.length || field.type === 'uuid') return [];
  const middle = values.sort(compare)[Math.floor(values.length / 2)] ?? null;
  return [(value) => value ?? middle];
}

/** Rows in the order of some rules, and by a mistake where they tie in these. */
function byMistake(ordered: readonly Row[], before: readonly OrderRule[], last: OrderRule, mistake: Mistake): Row[] {
  const keys = new Map(ordered.map((row) => [row, mistake(valueOf(row, last.field))]));
  const compareBefore = compareRows(before);
  return [...ordered].sort(
    (a, b) => compareBefore(a, b) || directed(compare(keys.get(a) ?? null, keys.get(b) ?? null), last),
  );
}

/**
 * Whether two rows in a row, which tie in some rules, stand in an order that a further one rules out, or nulls stand among values.
 */
function hasDisorder(rows: readonly Row[], before: readonly OrderRule[], last: OrderRule): boolean {
  if (before.length === 0 && hasNullsAmong(rows.map((row) => valueOf(row, last.field)))) return true;
  const compareBefore = compareRows(before);
  return rows.some((row, i) => {
    const next = rows[i + 1];
    if (next === undefined || !outOfOrder(valueOf(row, last.field), valueOf(next, last.field), last)) return false;
    return compareBefore(row, next) === 0;
  });
}

function hasNullsAmong(values: readonly Value[]): boolean {
  const first = values.findIndex((value) => value !== null);
  const last = values.findLastIndex((value) => value !== null);
  return values.slice(first, last + 1).includes(null);
}

const columns = new WeakMap<Field, WeakMap<Row, { readonly value: Value }>>();

/** A row's value, computed once: the same rows are put into many orders. */
function valueOf(row: Row, field: Field): Value {
  let column = columns.get(field);
  if (column === undefined) columns.set(field, (column = new WeakMap()));
  let known = column.get(row);
  if (known === undefined) column.set(row, (known = { value: comparable(field, valueAt(row, field.member)) }));
  return known.value;
}

const directed = (order: number, { direction }: OrderRule) => (direction === 'desc' ? -order : order);

function compare(a: Value, b: Value): number {
  if (a === b || a === null || b === null) return a === b ? 0 : a === null ? -1 : 1;
  return a < b ? -1 : 1;
}

/** Whether no order puts one value right before another. */
function outOfOrder(a: Value, b: Value, rule: OrderRule): boolean {
  if (a === null || b === null || rule.field.type === 'uuid') return false;
  const order = typeof a === 'string' && typeof b === 'string' ? sureTextOrder(a, b) : compare(a, b);
  return directed(order, rule) > 0;
}
