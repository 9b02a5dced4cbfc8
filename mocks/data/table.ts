import type { Field } from '../../spec/contract.ts';
import { buildColumn, type Column, type Row } from './columns.ts';
import { acceptOf, keptPlaces, somePlaces, type FilterRule } from './filter.ts';
import { sortedPart, type SortRule } from './sort.ts';

/** A part of the rows that a query selects. */
export interface Selection {
  /** How many rows it selects in all. */
  readonly total: number;
  /** Places of the rows of the part. */
  readonly indexes: Uint32Array;
}

/** Rows that never change, with the ranks of the fields that were needed so far. */
export class Table {
  readonly rows: readonly Row[];
  readonly #columns = new Map<Field, Column>();
  /** The same fields as the JSON shows them: `contains` compares with this text. */
  readonly #texts = new Map<Field, Column>();
  /** The places of all rows, made when they are first wanted. */
  #all?: Uint32Array;

  constructor(rows: readonly Row[]) {
    this.rows = rows;
  }

  /** Of the rows that the filters keep, in the order of the rules: `count` from the place `from` on. */
  select(filters: readonly FilterRule[], rules: readonly SortRule[], from: number, count: number): Selection {
    const columns = filters.map(({ field, predicate }) => this.#column(field, predicate === 'contains'));
    const accepted = filters.map((rule, place) => acceptOf(rule, columns[place]!));
    if (rules.length === 0 && filters.length === 1) {
      const [only] = accepted;
      return { total: only!.rows, indexes: somePlaces(only!, columns[0]!, from, count) };
    }
    const kept =
      filters.length === 0
        ? (this.#all ??= Uint32Array.from(this.rows, (_, row) => row))
        : keptPlaces(filters, columns, accepted, this.rows.length);
    const orders = rules.map(({ field, direction }) => ({
      column: this.#column(field),
      descending: direction === 'desc',
    }));
    const total = kept.length;
    return { total, indexes: sortedPart(kept, orders, Math.min(from, total), Math.min(from + count, total)) };
  }

  /** The rows that the filters keep, in the order of the rules. */
  selectRows(filters: readonly FilterRule[], rules: readonly SortRule[]): readonly Row[] {
    const { indexes } = this.select(filters, rules, 0, this.rows.length);
    return Array.from(indexes, (index) => this.rows[index] as Row);
  }

  #column(field: Field, asText = false): Column {
    const columns = asText && field.type !== 'string' ? this.#texts : this.#columns;
    const known = columns.get(field);
    if (known) return known;
    const column = buildColumn(this.rows, field.member, asText ? 'string' : field.type);
    columns.set(field, column);
    return column;
  }
}
