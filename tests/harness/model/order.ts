import type { Field } from '../../../spec/contract.ts';
import type { Row } from '../seen-lists.ts';
import { valueAt } from '../seen-lists.ts';
import { comparable, fold, type Comparable } from './values.ts';

type Compare = (a: string, b: string) => number;

const ordinal: Compare = (a, b) => (a < b ? -1 : a > b ? 1 : 0);
const cultures = [
  new Intl.Collator('en', { sensitivity: 'base' }),
  new Intl.Collator('en', { sensitivity: 'variant' }),
  new Intl.Collator('en', { sensitivity: 'base', ignorePunctuation: true }),
];

/** Orders of text that a server may honestly use; the vendor promises none (defects.md, tolerated). */
const TEXT_ORDERS: readonly Compare[] = [
  ordinal,
  (a, b) => ordinal(fold(a), fold(b)),
  (a, b) => ordinal(a.toUpperCase(), b.toUpperCase()),
  ...cultures.map(
    (collator): Compare =>
      (a, b) =>
        collator.compare(a, b),
  ),
];

export interface Disorder {
  /** Index of the row that comes too early. */
  at: number;
  before: unknown;
  after: unknown;
}

/**
 * Where a list is out of order by one field: nulls together at either end, numbers as numbers, dates as instants,
 * text by any one of the common orders over the whole list (SRT-01).
 * @returns the first place that is wrong under the order that holds longest, or null where the list is in order
 */
export function disorder(rows: readonly Row[], field: Field, direction: 'asc' | 'desc'): Disorder | null {
  const values = rows.map((row) => comparable(field, valueAt(row, field.member)));
  let furthest: number | null = null;
  for (const compare of TEXT_ORDERS) {
    const at = firstWrong(values, compare, direction);
    if (at === null) return null;
    if (furthest === null || at > furthest) furthest = at;
  }
  const at = furthest ?? 1;
  const raw = (index: number) => valueAt(rows[index] ?? {}, field.member);
  return { at, before: raw(at - 1), after: raw(at) };
}

function firstWrong(values: readonly (Comparable | null)[], text: Compare, direction: 'asc' | 'desc'): number | null {
  const sign = direction === 'asc' ? 1 : -1;
  let switches = 0;
  for (let i = 1; i < values.length; i += 1) {
    const [a = null, b = null] = [values[i - 1], values[i]];
    if ((a === null) !== (b === null)) {
      switches += 1;
      if (switches > 1) return i;
    } else if (a !== null && b !== null && sign * compareValues(a, b, text) > 0) {
      return i;
    }
  }
  return null;
}

function compareValues(a: Comparable, b: Comparable, text: Compare): number {
  if (typeof a === 'string' && typeof b === 'string') return text(a, b);
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Orders rows by rules, ordinal text, nulls first: one of the honest orders, for samples. */
export function compareRows(
  rules: readonly { field: Field | undefined; direction: string }[],
): (a: Row, b: Row) => number {
  return (a, b) => {
    for (const { field, direction } of rules) {
      if (!field) continue;
      const x = comparable(field, valueAt(a, field.member));
      const y = comparable(field, valueAt(b, field.member));
      const order = x === y ? 0 : x === null ? -1 : y === null ? 1 : compareValues(x, y, ordinal);
      if (order !== 0) return direction === 'desc' ? -order : order;
    }
    return 0;
  };
}
