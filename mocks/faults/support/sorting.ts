import type { Row } from '../../data/columns.ts';
import type { SortRule } from '../../data/sort.ts';
import { textAt, isNull } from './rows.ts';
import type { FaultHooks, ListContext } from '../hooks.ts';

/** Sorts by other rules than those that were sent. */
export const sortingBy = (
  change: (rules: readonly SortRule[], list: ListContext) => readonly SortRule[],
): FaultHooks => ({
  sort: (original) => (rows, rules, list) => original(rows, change(rules, list), list),
});

/** Changes the result of the conforming order, where there is something to sort by. */
export const afterSorting = (
  change: (rows: readonly Row[], rules: readonly [SortRule, ...SortRule[]], list: ListContext) => readonly Row[],
): FaultHooks => ({
  sort: (original) => (rows, rules, list) => {
    const sorted = original(rows, rules, list);
    const [first, ...rest] = rules;
    return first ? change(sorted, [first, ...rest], list) : sorted;
  },
});

/** Orders one sort field of a type in another way; nulls stay first in asc. */
export const orderedBy = (type: string, compare: (a: string, b: string) => number): FaultHooks =>
  afterSorting((rows, [{ field, direction }, ...more]) => {
    if (field.type !== type || more.length > 0) return rows;
    const sign = direction === 'asc' ? 1 : -1;
    const others = rows.filter((row) => !isNull(row, field.member));
    others.sort((a, b) => sign * compare(textAt(a, field.member), textAt(b, field.member)));
    const nulls = rows.filter((row) => isNull(row, field.member));
    return direction === 'asc' ? [...nulls, ...others] : [...others, ...nulls];
  });

/** A number that two texts always share and others rarely do: an order that looks like none. */
export function jumble(...parts: readonly unknown[]): number {
  let value = 7;
  for (const char of JSON.stringify(parts)) value = (Math.imul(value, 31) + char.charCodeAt(0)) | 0;
  return Math.imul(value ^ (value >>> 15), 0x2c1b3c6d) >>> 0;
}
