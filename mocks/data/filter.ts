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
  const place = lowerBound(distinct, key);
  const found = distinct[place];
  const exact = found !== undefined && compare(found, key) === 0;
  // The ranks of values below the condition, and of the condition itself, end here.
  const [belowEnd, ownEnd] = [place + 1, place + (exact ? 2 : 1)];
  switch (predicate) {
    case 'equal':
      return between(below, belowEnd, ownEnd, true);
    case 'notEqual':
      return between(below, belowEnd, ownEnd, false);
    case 'greaterThan':
      return between(below, ownEnd, distinct.length + 1, true);
    case 'lessThan':
      return between(below, 1, belowEnd, true);
  }
}

function between(below: Uint32Array, from: number, to: number, inside: boolean): Accepted {
  const rows = below[to]! - below[from]!;
  return { from, to, inside, chosen: null, rows: inside ? rows : below[below.length - 1]! - rows };
}

function containing(condition: string, { distinct, below, texts }: Column): Accepted {
  const chosen = new Uint8Array(distinct.length + 1);
  let rows = 0;
  texts().containing(condition, (place) => {
    chosen[place + 1] = 1;
    rows += below[place + 2]! - below[place + 1]!;
  });
  return { from: 0, to: 0, inside: true, chosen, rows };
}

/** The rows that one filter keeps, in their own order: `count` of them from the place `from` on. */
export function somePlaces(
  { chosen, from: low, to, inside, rows }: Accepted,
  { ranks }: Column,
  from: number,
  count: number,
): Uint32Array {
  const found = new Uint32Array(Math.max(0, Math.min(count, rows - from)));
  let skip = from;
  for (let row = 0, at = 0; at < found.length; row += 1) {
    const rank = ranks[row]!;
    if (chosen ? chosen[rank] === 0 : (rank >= low && rank < to) !== inside) continue;
    if (skip > 0) skip -= 1;
    else found[at++] = row;
  }
  return found;
}

/**
 * The rows that all filters together keep, in their own order. They are joined from left to right (a or b and c is (a or b)
 * and c): `and` and `or` have no precedence over each other.
 */
export function keptPlaces(
  rules: readonly FilterRule[],
  columns: readonly Column[],
  accepted: readonly Accepted[],
  length: number,
): Uint32Array {
  const kept = new Uint8Array(length);
  let total = 0;
  rules.forEach((_, place) => {
    const { ranks } = columns[place]!;
    const { chosen, from, to, inside } = accepted[place]!;
    // What the earlier filters have decided is not tested again.
    const decided = place === 0 || rules[place - 1]!.operator === 'or' ? 1 : 0;
    total = 0;
    for (let row = 0; row < length; row += 1) {
      if (kept[row] !== decided) {
        const rank = ranks[row]!;
        kept[row] = (chosen ? chosen[rank] === 1 : (rank >= from && rank < to) === inside) ? 1 : 0;
      }
      total += kept[row]!;
    }
  });
  const found = new Uint32Array(total);
  for (let row = 0, at = 0; at < total; row += 1) if (kept[row] === 1) found[at++] = row;
  return found;
}
