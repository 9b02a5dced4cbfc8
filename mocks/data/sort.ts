import type { Field } from '../../spec/contract.ts';
import type { Column } from './columns.ts';

export const DIRECTIONS = ['asc', 'desc'] as const;

/** One rule of `sortingRules`, read and checked. */
export interface SortRule {
  readonly field: Field;
  readonly direction: (typeof DIRECTIONS)[number];
}

/**
 * `order`, stably reordered by one column (SRT-04, SRT-06): a counting sort of its ranks. Nulls come first in asc, last in
 * desc.
 */
export function byColumn(
  order: Uint32Array,
  { ranks, distinct }: Column,
  descending: boolean,
): Uint32Array<ArrayBuffer> {
  const top = distinct.length;
  const next = new Uint32Array(top + 2);
  const slots = new Uint32Array(order.length);
  for (let place = 0; place < order.length; place += 1) {
    const rank = ranks[order[place]!]!;
    const slot = descending ? top - rank : rank;
    slots[place] = slot;
    next[slot + 1]! += 1;
  }
  for (let slot = 1; slot < next.length; slot += 1) next[slot]! += next[slot - 1]!;
  const sorted = new Uint32Array(order.length);
  for (let place = 0; place < order.length; place += 1) sorted[next[slots[place]!]!++] = order[place]!;
  return sorted;
}

/** The list's own order. */
export function ownOrder(length: number): Uint32Array<ArrayBuffer> {
  const order = new Uint32Array(length);
  for (let index = 0; index < length; index += 1) order[index] = index;
  return order;
}
