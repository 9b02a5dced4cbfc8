import type { CompletedExchange } from '../../../verifier/exchange.ts';
import { envelope, rowKey, rowName, valueAt, type Row } from '../../../verifier/model/known-lists.ts';
import type { OrderRule } from '../../../verifier/model/order.ts';

/** A row that is on two consecutive pages, among rows with equal values on both sides of the page border. */
export interface CutTie {
  row: string;
  /** Number of rows on the two pages with that value. */
  ties: number;
  value: unknown;
}

/**
 * Finds a page border inside equal values at which pages repeat a row: each page ordered the equal values differently, so for
 * each row that is repeated another is lost (SRT-06).
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
