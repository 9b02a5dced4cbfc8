import type { Field } from '../../spec/contract.ts';
import type { Row } from './known-lists.ts';
import { valueAt } from './known-lists.ts';
import { sureTextOrder, TEXT_ORDERS, tieKey, UUID_ORDERS, type TextOrder } from './collations.ts';
import { comparable, type Comparable } from './values.ts';

export interface OrderRule {
  field: Field;
  direction: 'asc' | 'desc';
}

export interface Disorder {
  /** Index of the row that comes too early. */
  at: number;
  before: string;
  after: string;
}

/**
 * Where a list breaks its order by one or more rules: numbers as numbers, dates as instants, nulls all before or all after the
 * values of each rule, text and uuids each by any one of the known orders over the whole list (SRT-01, SRT-04).
 * @returns the first place that is wrong under the orders that hold longest, or null where the list is in order
 */
export function disorder(rows: readonly Row[], rules: readonly OrderRule[]): Disorder | null {
  const at = firstDisorder(columnsOf(rows, rules), rules);
  if (at === null) return null;
  const raw = (index: number) =>
    rules.map(({ field }) => JSON.stringify(valueAt(rows[index] ?? {}, field.member) ?? null)).join(', ');
  return { at, before: raw(at - 1), after: raw(at) };
}

/** Values to order by: a column for each rule. */
type Columns = readonly (readonly (Comparable | null)[])[];

const columnsOf = (rows: readonly Row[], rules: readonly OrderRule[]): Columns =>
  rules.map(({ field }) => rows.map((row) => comparable(field, valueAt(row, field.member))));

/** @returns where the orders that hold longest are broken first; null where one holds over all rows */
function firstDisorder(columns: Columns, rules: readonly OrderRule[]): number | null {
  const has = (kind: (field: Field) => boolean) =>
    rules.some(({ field }, k) => kind(field) && columns[k]?.some((value) => typeof value === 'string'));
  const texts = has(({ type }) => type !== 'uuid') ? TEXT_ORDERS : TEXT_ORDERS.slice(0, 1);
  const uuids = has(({ type }) => type === 'uuid') ? UUID_ORDERS : UUID_ORDERS.slice(0, 1);
  let furthest = 0;
  for (const text of texts) {
    for (const uuid of uuids) {
      for (let nulls = 0; nulls < 2 ** rules.length; nulls += 1) {
        const at = firstWrong(columns, rules, (type) => (type === 'uuid' ? uuid : text), nulls);
        if (at === null) return null;
        furthest = Math.max(furthest, at);
      }
    }
  }
  return furthest;
}

/**
 * Whether rows could be in an order by one rule that is not among the known ones: no two values contradict what all orders agree
 * on, and between equal values only such stand that may tie with them. Numbers, dates and booleans have only one order, so theirs is
 * never unknown.
 */
export function unknownOrder(rows: readonly Row[], { field, direction }: OrderRule): boolean {
  if (!['string', 'uuid'].includes(field.type)) return false;
  const all = rows.map((row) => comparable(field, valueAt(row, field.member)));
  const values = all.filter((value) => typeof value === 'string');
  const nulls = all.flatMap((value, i) => (value === null ? [i] : []));
  const together = nulls.every((i, k) => k === 0 || i === nulls[k - 1]! + 1);
  if (!together || (nulls.length > 0 && nulls[0] !== 0 && nulls.at(-1) !== all.length - 1)) return false;
  const keyOf = field.type === 'uuid' ? (uuid: string) => uuid : tieKey;
  const lastAt = new Map<string, number>();
  for (const [i, value] of values.entries()) {
    const between = values.slice((lastAt.get(value) ?? i) + 1, i);
    if (between.some((other) => keyOf(other) !== keyOf(value))) return false;
    lastAt.set(value, i);
  }
  if (field.type === 'uuid') return true;
  const sign = direction === 'desc' ? -1 : 1;
  return values.every((a, i) => values.slice(i + 1).every((b) => sign * sureTextOrder(a, b) <= 0));
}

/**
 * Whether rows are in order by a first rule and, among its ties, by the others, each in a known order or one that may exist. Two
 * uuids are in some order whatever a server does: those among ties must be in one known order everywhere.
 */
export function groupsInOrder(rows: readonly Row[], rules: readonly OrderRule[]): boolean {
  let groups: readonly (readonly Row[])[] = [rows];
  for (const [k, rule] of rules.entries()) {
    const isTied = k > 0 && rule.field.type === 'uuid';
    const holds = isTied ? inOneOrder(groups, rule) : groups.every((group) => mayBeOrdered(group, rule));
    if (!holds) return false;
    groups = groups.flatMap((group) => tiesIn(group, rule));
  }
  return rules.length > 0;
}

const mayBeOrdered = (rows: readonly Row[], rule: OrderRule) =>
  disorder(rows, [rule]) === null || unknownOrder(rows, rule);

/** Whether one known order of a rule holds in every group. */
function inOneOrder(groups: readonly (readonly Row[])[], rule: OrderRule): boolean {
  const numbers = groups.flatMap((group, nth) => group.map(() => nth));
  return firstDisorder([numbers, ...columnsOf(groups.flat(), [rule])], [{ ...rule, direction: 'asc' }, rule]) === null;
}

/** The rows with each value of a rule's field. */
function tiesIn(rows: readonly Row[], { field }: OrderRule): Row[][] {
  const groups = new Map<unknown, Row[]>();
  for (const row of rows) {
    const value = comparable(field, valueAt(row, field.member));
    groups.set(value, [...(groups.get(value) ?? []), row]);
  }
  return [...groups.values()];
}

/** @param nulls bit k says that the nulls of rule k come last in the list, whatever its direction */
function firstWrong(
  columns: Columns,
  rules: readonly OrderRule[],
  orderOf: (type: Field['type']) => TextOrder,
  nulls: number,
): number | null {
  const length = columns[0]?.length ?? 0;
  for (let i = 1; i < length; i += 1) {
    for (const [k, column] of columns.entries()) {
      const [a = null, b = null] = [column[i - 1], column[i]];
      const last = (nulls >> k) & 1 ? 1 : -1;
      const sign = rules[k]?.direction === 'desc' ? -1 : 1;
      const order =
        a === null || b === null
          ? a === b
            ? 0
            : a === null
              ? last
              : -last
          : sign * compareValues(a, b, orderOf(rules[k]?.field.type ?? 'string'));
      if (order > 0) return i;
      if (order < 0) break;
    }
  }
  return null;
}

function compareValues(a: Comparable, b: Comparable, text: TextOrder): number {
  if (typeof a === 'string' && typeof b === 'string') return text(a, b);
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Orders rows by rules, with ordinal text and nulls first: one of the conforming orders, for samples. */
export function compareRows(
  rules: readonly { field: Field | undefined; direction: string }[],
): (a: Row, b: Row) => number {
  return (a, b) => {
    for (const { field, direction } of rules) {
      if (!field) continue;
      const x = comparable(field, valueAt(a, field.member));
      const y = comparable(field, valueAt(b, field.member));
      const order = x === y ? 0 : x === null ? -1 : y === null ? 1 : x < y ? -1 : 1;
      if (order !== 0) return direction === 'desc' ? -order : order;
    }
    return 0;
  };
}
