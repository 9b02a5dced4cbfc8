import type { Field } from '../../spec/contract.ts';
import { compare, lowerBound, type Accepted, type Column, type Comparable } from './columns.ts';

export const PREDICATES = ['equal', 'notEqual', 'greaterThan', 'lessThan', 'contains'] as const;
export type Predicate = (typeof PREDICATES)[number];

/** One filter of `queryFilters`, read and checked. */
export interface FilterRule {
  readonly field: Field;
  readonly predicate: Predicate;
  /** As it came: what `contains` looks for. */
  readonly condition: string;
  /** The condition as the field's values are compared. */
  readonly key: Comparable;
  /** How this filter joins the next one. */
  readonly operator: 'and' | 'or';
}

/** The ranks that a filter accepts. Null, rank 0, is unequal to every condition and neither above nor below (FIL-02). */
export function acceptOf({ predicate, condition, key }: FilterRule, column: Column): Accepted {
  const { distinct, below } = column;
  if (predicate === 'contains') return column.containing.get(condition, () => containing(condition, column));
  const accepts = new Uint8Array(distinct.length + 1);
  const place = lowerBound(distinct, key);
  const found = distinct[place];
  const exact = found !== undefined && compare(found, key) === 0;
  // The ranks of values below the condition, and of the condition itself, end here.
  const [belowEnd, ownEnd] = [place + 1, place + (exact ? 2 : 1)];
  const count = (from: number, to: number) => below[to]! - below[from]!;
  switch (predicate) {
    case 'equal':
      return { accepts: accepts.fill(1, belowEnd, ownEnd), rows: count(belowEnd, ownEnd) };
    case 'notEqual':
      return { accepts: accepts.fill(1).fill(0, belowEnd, ownEnd), rows: below.at(-1)! - count(belowEnd, ownEnd) };
    case 'greaterThan':
      return { accepts: accepts.fill(1, ownEnd), rows: count(ownEnd, distinct.length + 1) };
    case 'lessThan':
      return { accepts: accepts.fill(1, 1, belowEnd), rows: count(1, belowEnd) };
  }
}

function containing(condition: string, { distinct, below, texts }: Column): Accepted {
  const accepts = new Uint8Array(distinct.length + 1);
  let rows = 0;
  texts().containing(condition, (place) => {
    accepts[place + 1] = 1;
    rows += below[place + 2]! - below[place + 1]!;
  });
  return { accepts, rows };
}

/**
 * The rows that all filters together keep (1 for those), joined from left to right (a or b and c is (a or b) and c): `and`
 * and `or` have no precedence over each other.
 */
export function keptRows(
  rules: readonly FilterRule[],
  columns: readonly Column[],
  length: number,
): { readonly kept: Uint8Array; readonly total: number } {
  const kept = new Uint8Array(length);
  rules.forEach((rule, place) => {
    const { ranks } = columns[place]!;
    const { accepts } = acceptOf(rule, columns[place]!);
    if (place > 0 && rules[place - 1]?.operator === 'or') {
      for (let row = 0; row < length; row += 1) kept[row]! |= accepts[ranks[row]!]!;
    } else if (place > 0) {
      for (let row = 0; row < length; row += 1) kept[row]! &= accepts[ranks[row]!]!;
    } else {
      for (let row = 0; row < length; row += 1) kept[row] = accepts[ranks[row]!]!;
    }
  });
  let total = 0;
  for (let row = 0; row < length; row += 1) total += kept[row]!;
  return { kept, total };
}
