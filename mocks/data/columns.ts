import type { Row } from '../types.ts';
import { parseDotnetDate } from '../../spec/dotnet-date.ts';
import type { Field } from '../../spec/contract.ts';
import { Memo } from '../engine/memo.ts';
import { Texts } from './texts.ts';

export type { Row } from '../types.ts';

/** What the values of one field are compared as: numbers and booleans as numbers, dates as ticks, the rest as text. */
export type Comparable = number | string | bigint;

/** Which ranks of a column a filter accepts, and how many rows have them. */
export interface Accepted {
  /** It accepts the ranks from `from` to below `to`, or all but these. */
  readonly from: number;
  readonly to: number;
  readonly inside: boolean;
  /** In place of them: 1 for each rank that it accepts. */
  readonly chosen: Uint8Array | null;
  readonly rows: number;
}

/** What was looked for in the texts of a column, and is kept. */
const KEPT_TEXTS = 8;

/**
 * One field of every row, as ranks: 0 for null, else 1 plus the place of the value among `distinct`, which is sorted.
 * Each comparison of rows, or of a row with a condition, becomes one of small integers.
 */
export interface Column {
  readonly ranks: Uint32Array;
  readonly distinct: readonly Comparable[];
  /** How many rows have a rank below each rank; the last entry is all rows. */
  readonly below: Uint32Array;
  /** The ranks whose text contains what was looked for. */
  readonly containing: Memo<Accepted>;
  /** The distinct values as texts to search, made when first wanted. */
  readonly texts: () => Texts;
}

/** The field at a dotted path; undefined when a part of it is missing or null. */
export function fieldOf(row: Row, path: string): unknown {
  let value: unknown = row;
  for (const part of path.split('.')) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = (value as Row)[part];
  }
  return value;
}

/** The value as its field is compared, or null: for null itself and for what is no value of the field's type. */
export function comparable(type: Field['type'], value: unknown): Comparable | null {
  if (value === null || value === undefined) return null;
  if (type === 'number' || type === 'integer') return typeof value === 'number' ? value : null;
  if (type === 'boolean') return value === true ? 1 : 0;
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  if (type === 'date') return parseDotnetDate(text);
  return type === 'uuid' ? text.toLowerCase() : text;
}

/** Ordinal order: numbers by size, text by UTF-16 code unit (case-sensitive, no locale). */
export const compare = (a: Comparable, b: Comparable): number => (a < b ? -1 : a > b ? 1 : 0);

/** The first place in the sorted `values` whose value is not below `key`. */
export function lowerBound(values: readonly Comparable[], key: Comparable): number {
  let [low, high] = [0, values.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (compare(values[middle] as Comparable, key) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Ranks the values at `member` of all rows. */
export function buildColumn(rows: readonly Row[], field: string, type: Field['type']): Column {
  const keys = rows.map((row) => comparable(type, fieldOf(row, field)));
  const distinct = [...new Set(keys)].filter((key) => key !== null).sort(compare);
  const rankOf = new Map(distinct.map((key, place) => [key, place + 1]));
  const ranks = Uint32Array.from(keys, (key) => (key === null ? 0 : (rankOf.get(key) ?? 0)));
  const below = new Uint32Array(distinct.length + 2);
  for (const rank of ranks) below[rank + 1]! += 1;
  for (let rank = 1; rank < below.length; rank += 1) below[rank]! += below[rank - 1]!;
  let texts: Texts | undefined;
  return {
    ...{ ranks, distinct, below },
    containing: new Memo(KEPT_TEXTS),
    texts: () => (texts ??= new Texts(distinct.map(String))),
  };
}
