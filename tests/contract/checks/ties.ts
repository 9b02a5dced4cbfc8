import type { CompletedExchange } from '../../../verifier/exchange.ts';
import { envelope, rowKey, rowName, valueAt, type Row } from '../../../verifier/model/known-lists.ts';
import type { OrderRule } from '../../../verifier/model/order.ts';

/** A row that stands on two pages in a row, among rows with equal values on both sides of the border between them. */
export interface CutTie {
  row: string;
  /** Number of rows on the two pages with that value. */
  ties: number;
  value: unknown;
}

/**
 * Where pages in an order repeat a row at a border at which the value does not change: the order of equal values was
 * another one on each page, and what one page repeats another has lost (SRT-06).
 */
export function tiesCut(pages: readonly CompletedExchange[], { field }: OrderRule): CutTie | undefined {
  const lists = pages.map(({ response }) => envelope(response)?.items ?? []);
  const value = (row: Row | undefined) => JSON.stringify(row && (valueAt(row, field.member) ?? null));
  for (const [i, next] of lists.entries()) {
    const page = lists[i - 1] ?? [];
    const tie = value(next[0]);
    if (i === 0 || next.length === 0 || value(page.at(-1)) !== tie) continue;
    const before = new Set(page.map(rowKey));
    const twice = next.find((row) => before.has(rowKey(row)) && value(row) === tie);
    if (!twice) continue;
    const ties = [...page, ...next].filter((row) => value(row) === tie).length;
    return { row: rowName(twice), ties, value: valueAt(twice, field.member) };
  }
  return undefined;
}
