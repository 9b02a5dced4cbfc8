import type { Envelope, Row, SeenList } from '../seen-lists.ts';
import { valueAt } from '../seen-lists.ts';
import type { Match } from './filter.ts';

/** What makes a row the same row in two answers: its id, with its client's where rows of several clients share one. */
export function rowKey(row: Row): string {
  const id = valueAt(row, 'id');
  return id === undefined ? JSON.stringify(row) : JSON.stringify([id, valueAt(row, 'client.id') ?? null]);
}

/** A row as a message names it. */
export function rowName(row: Row): string {
  const id = valueAt(row, 'id');
  return id === undefined ? `row ${JSON.stringify(row).slice(0, 80)}` : `id ${JSON.stringify(id)}`;
}

export interface Difference {
  want: string;
  got: string;
  pointer?: string;
}

/**
 * Compares the answer to a filter with what the rows seen so far predict: no row that should have been left out, and,
 * where the answer holds every match, none missing of those that should have been taken.
 * @param predicted what the filter does with a row, for rows of the list and of the answer alike
 * @returns the first difference, or null
 */
export function compareFiltered(
  known: SeenList,
  answer: Envelope,
  predicted: (row: Row) => Match,
  means: string,
): Difference | null {
  const wrong = answer.items.findIndex((row) => predicted(row) === 'no');
  const wrongRow = answer.items[wrong];
  if (wrongRow) return { want: means, got: `${rowName(wrongRow)} as well`, pointer: `/items/${wrong}` };
  const sure = known.rows.filter((row) => predicted(row) === 'yes');
  if (answer.totalCount < sure.length) {
    return {
      want: `at least ${sure.length} rows (${means})`,
      got: `totalCount ${answer.totalCount}`,
      pointer: '/totalCount',
    };
  }
  if (answer.items.length < answer.totalCount) return null;
  const keys = new Set(answer.items.map(rowKey));
  const missing = sure.find((row) => !keys.has(rowKey(row)));
  return missing ? { want: means, got: `${rowName(missing)} missing`, pointer: '/items' } : null;
}
