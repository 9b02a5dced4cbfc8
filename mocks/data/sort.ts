import type { Field } from '../../spec/contract.ts';
import type { Column } from './columns.ts';

export const DIRECTIONS = ['asc', 'desc'] as const;

/** One rule of `sortingRules`, read and checked. */
export interface SortRule {
  readonly field: Field;
  readonly direction: (typeof DIRECTIONS)[number];
}

/** A rule with the column that it sorts by. Nulls come first in asc, last in desc. */
export interface Order {
  readonly column: Column;
  readonly descending: boolean;
}

/** Counting takes a step for each value that there is: for so many fewer rows, comparing them is quicker. */
const FEW = 16;

/** Rows in the order of the rules, one compared with another; where they are alike, in their own order. */
const compared = (rows: Uint32Array, orders: readonly Order[]): Uint32Array =>
  rows.toSorted((one, other) => {
    for (const { column, descending } of orders) {
      const difference = column.ranks[one]! - column.ranks[other]!;
      if (difference !== 0) return descending ? -difference : difference;
    }
    return one - other;
  });

/**
 * Of `rows`, stably sorted (SRT-04, SRT-06), the places from `from` to `end`. Only these are sorted: how many rows have each
 * rank says which ranks they have, so that a page of a million rows takes a few passes over small integers.
 */
export function sortedPart(
  rows: Uint32Array,
  [first, ...others]: readonly Order[],
  from: number,
  end: number,
): Uint32Array {
  if (!first || from >= end) return rows.subarray(from, Math.max(from, end));
  if (rows.length * FEW < first.column.distinct.length) return compared(rows, [first, ...others]).subarray(from, end);
  const { ranks, distinct, below } = first.column;
  const [top, sign] = first.descending ? [distinct.length, -1] : [0, 1];
  // How many of all rows have a rank is known; how many of some has to be counted.
  const counted = rows.length === ranks.length ? null : new Uint32Array(distinct.length + 1);
  if (counted) for (let at = 0; at < rows.length; at += 1) counted[ranks[rows[at]!]!]! += 1;
  const sizeOf = (slot: number): number => {
    const rank = sign * (slot - top);
    return counted ? counted[rank]! : below[rank + 1]! - below[rank]!;
  };
  let [low, before] = [0, 0];
  while (before + sizeOf(low) <= from) before += sizeOf(low++);
  let [high, through] = [low, before];
  while (through < end) through += sizeOf(high++);
  // The rows whose ranks reach into the part, by these ranks: a counting sort.
  const near = new Uint32Array(through - before);
  const next = new Uint32Array(high - low);
  for (let slot = 1; slot < next.length; slot += 1) next[slot] = next[slot - 1]! + sizeOf(low + slot - 1);
  for (let at = 0; at < rows.length; at += 1) {
    const slot = top + sign * ranks[rows[at]!]!;
    if (slot >= low && slot < high) near[next[slot - low]!++] = rows[at]!;
  }
  const [wantedFrom, wantedEnd] = [from - before, end - before];
  if (others.length === 0) return near.subarray(wantedFrom, wantedEnd);
  const found = new Uint32Array(wantedEnd - wantedFrom);
  for (let slot = 0, start = 0; slot < next.length; slot += 1) {
    const stop = next[slot]!;
    const [partFrom, partEnd] = [Math.max(start, wantedFrom), Math.min(stop, wantedEnd)];
    if (partFrom < partEnd) {
      const alike = sortedPart(near.subarray(start, stop), others, partFrom - start, partEnd - start);
      found.set(alike, partFrom - wantedFrom);
    }
    start = stop;
  }
  return found;
}
