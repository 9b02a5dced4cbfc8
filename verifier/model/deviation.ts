import type { Row } from './rows.ts';

/**
 * The part of a page that deviates: a `row` that other responses show differently; a row that the `filter` leaves out, or a
 * missing one that it takes; a row that comes `twice`; rows out of `order`, or in order and not at their `place`; rows `lost` by
 * the sort; the `count` of rows on the page; the `total`.
 */
export type Part = 'row' | 'filter' | 'twice' | 'order' | 'place' | 'lost' | 'count' | 'total';

export interface Deviation {
  readonly part: Part;
  readonly want: string;
  readonly got: string;
  readonly pointer?: string;
  /** The row that it is about, if it is about one. */
  readonly about?: Row;
  /** Rests on the count or the places of rows that other responses showed. */
  readonly counted?: true;
  /** The page alone shows it. */
  readonly evident?: true;
  /** For rows out of order: the index of the sorting rule that they break. */
  readonly rule?: number;
}
