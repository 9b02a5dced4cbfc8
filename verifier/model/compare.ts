import { rowKey, rowName, type Envelope, type Row, type KnownList } from './known-lists.ts';
import type { Match } from './filter.ts';

export interface Difference {
  want: string;
  got: string;
  pointer?: string;
  /** The row that should be there, or should not. */
  about?: Row;
  /** Rests on the count of rows that were seen before. */
  counted?: true;
  /** The response alone shows it. */
  evident?: true;
}

/**
 * Compares the response to a filter with what the rows seen so far predict: it contains no row that the filter leaves out, and,
 * where it holds every match, lacks none that the filter takes.
 * @param predicted what the filter does with a row, for rows of the list and of the response alike
 * @returns the first difference, or null
 */
export function compareFiltered(
  list: KnownList,
  response: Envelope,
  predicted: (row: Row) => Match,
  means: string,
): Difference | null {
  const wrong = response.items.findIndex((row) => predicted(row) === 'no');
  const wrongRow = response.items[wrong];
  if (wrongRow) return { want: means, got: `${rowName(wrongRow)} as well`, pointer: `/items/${wrong}`, evident: true };
  const sure = list.known.filter((row) => predicted(row) === 'yes');
  if (response.totalCount < sure.length) {
    return {
      want: `at least ${sure.length} rows (${means})`,
      got: `totalCount ${response.totalCount}`,
      pointer: '/totalCount',
      counted: true,
    };
  }
  const possible = list.known.filter((row) => predicted(row) !== 'no').length;
  if (list.complete && response.totalCount > possible) {
    return {
      want: `at most ${possible} rows (${means})`,
      got: `totalCount ${response.totalCount}`,
      pointer: '/totalCount',
      counted: true,
    };
  }
  if (response.items.length < response.totalCount) return null;
  const keys = new Set(response.items.map(rowKey));
  const missing = sure.find((row) => !keys.has(rowKey(row)));
  return missing ? { want: means, got: `${rowName(missing)} missing`, pointer: '/items', about: missing } : null;
}
