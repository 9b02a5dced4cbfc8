import type { Field } from '../../spec/contract.ts';
import type { Column } from './columns.ts';

export const DIRECTIONS = ['asc', 'desc'] as const;

/** One rule of `sortingRules`, read and checked. */
export interface SortRule {
  readonly field: Field;
  readonly direction: (typeof DIRECTIONS)[number];
}

/** `order`, stably reordered by one column: a counting sort of its ranks. Nulls come first in asc, last in desc. */
function byColumn(order: Uint32Array, { ranks, distinct }: Column, descending: boolean): Uint32Array<ArrayBuffer> {
  const top = distinct.length;
  const slotOf = (index: number) => (descending ? top - (ranks[index] as number) : (ranks[index] as number));
  const next = new Uint32Array(top + 2);
  for (const index of order) next[slotOf(index) + 1]! += 1;
  for (let slot = 1; slot < next.length; slot += 1) next[slot]! += next[slot - 1]!;
  const sorted = new Uint32Array(order.length);
  for (const index of order) {
    const slot = slotOf(index);
    sorted[next[slot]!] = index;
    next[slot]! += 1;
  }
  return sorted;
}

/** Row indexes by the rules, the first one deciding; ties keep the list's own order (SRT-04, SRT-06). */
export function sortOrder(length: number, rules: readonly SortRule[], columnOf: (field: Field) => Column): Uint32Array {
  let order = Uint32Array.from({ length }, (_, index) => index);
  for (const { field, direction } of rules.toReversed()) order = byColumn(order, columnOf(field), direction === 'desc');
  return order;
}
