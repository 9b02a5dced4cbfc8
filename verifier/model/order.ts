import type { Field } from '../../spec/contract.ts';
import type { Row } from './known-lists.ts';
import { valueAt } from './known-lists.ts';
import { comparable, fold, type Comparable } from './values.ts';

type Compare = (a: string, b: string) => number;

const ordinal: Compare = (a, b) => (a < b ? -1 : a > b ? 1 : 0);
const collator = (locale: string, options: Intl.CollatorOptions): Compare => {
  const { compare } = new Intl.Collator(locale, options);
  return (a, b) => compare(a, b);
};

/** Orders of text that a server may honestly use; the vendor promises none (defects.md, tolerated). */
const TEXT_ORDERS: readonly Compare[] = [
  ordinal,
  (a, b) => ordinal(fold(a), fold(b)),
  (a, b) => ordinal(a.toUpperCase(), b.toUpperCase()),
  (a, b) => ordinal(a.toLowerCase(), b.toLowerCase()),
  (a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)),
  collator('en', { sensitivity: 'base' }),
  collator('en', { sensitivity: 'variant' }),
  collator('en', { sensitivity: 'base', ignorePunctuation: true }),
  collator('en', { sensitivity: 'variant', ignorePunctuation: true }),
  collator('de', { sensitivity: 'base' }),
  collator('en', { sensitivity: 'base', caseFirst: 'upper' }),
];

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
 * Where a list is out of order by one or more rules: numbers as numbers, dates as instants, nulls all before or all
 * after the values of each rule, text by any one of the common orders over the whole list (SRT-01, SRT-04).
 * @returns the first place that is wrong under the order that holds longest, or null where the list is in order
 */
export function disorder(rows: readonly Row[], rules: readonly OrderRule[]): Disorder | null {
  const columns = rules.map(({ field }) => rows.map((row) => comparable(field, valueAt(row, field.member))));
  const worded = columns.some((column) => column.some((value) => typeof value === 'string'));
  let furthest = 0;
  for (const text of worded ? TEXT_ORDERS : [ordinal]) {
    for (let nulls = 0; nulls < 2 ** rules.length; nulls += 1) {
      const at = firstWrong(columns, rules, text, nulls);
      if (at === null) return null;
      furthest = Math.max(furthest, at);
    }
  }
  const raw = (index: number) =>
    rules.map(({ field }) => JSON.stringify(valueAt(rows[index] ?? {}, field.member) ?? null)).join(', ');
  return { at: furthest, before: raw(furthest - 1), after: raw(furthest) };
}

/** @param nulls bit k says that the nulls of rule k come last in the list, whatever its direction */
function firstWrong(
  columns: readonly (readonly (Comparable | null)[])[],
  rules: readonly OrderRule[],
  text: Compare,
  nulls: number,
): number | null {
  const length = columns[0]?.length ?? 0;
  for (let i = 1; i < length; i += 1) {
    for (const [k, column] of columns.entries()) {
      const [a = null, b = null] = [column[i - 1], column[i]];
      const last = (nulls >> k) & 1 ? 1 : -1;
      const sign = rules[k]?.direction === 'desc' ? -1 : 1;
      const order =
        a === null || b === null ? (a === b ? 0 : a === null ? last : -last) : sign * compareValues(a, b, text);
      if (order > 0) return i;
      if (order < 0) break;
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
