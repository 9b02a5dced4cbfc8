import type { Field } from '../../spec/contract.ts';
import { buildColumn, type Column, type Row } from './columns.ts';
import { acceptOf, keptRows, type FilterRule } from './filter.ts';
import { byColumn, ownOrder, type SortRule } from './sort.ts';

/** How many sort orders a table keeps, and how many places they may have together; the oldest makes room. */
const KEPT_ORDERS = 32;
const KEPT_PLACES = 8_000_000;

/** A part of the rows that a query selects. */
export interface Selection {
  /** How many rows it selects in all. */
  readonly total: number;
  /** Places of the rows of the part. */
  readonly indexes: Uint32Array;
}

/** Rows that never change, with the ranks of the fields that were asked for. */
export class Table {
  readonly rows: readonly Row[];
  readonly #columns = new Map<string, Column>();
  readonly #orders = new Map<string, Uint32Array>();

  constructor(rows: readonly Row[]) {
    this.rows = rows;
  }

  /** Of the rows that the filters keep, in the order of the rules: `count` from the place `from` on. */
  select(filters: readonly FilterRule[], rules: readonly SortRule[], from: number, count: number): Selection {
    const order = rules.length === 0 ? null : this.#order(rules);
    const [only, ...others] = filters;
    const { length } = this.rows;
    const columns = filters.map((rule) => this.#columnOfRule(rule));
    if (!only) {
      const start = Math.min(from, length);
      const end = Math.min(start + count, length);
      return { total: length, indexes: order?.subarray(start, end) ?? places(start, end) };
    }
    if (others.length > 0) {
      const { kept, total } = keptRows(filters, columns, length);
      return { total, indexes: part(kept, null, order, length, total, from, count) };
    }
    const { ranks } = columns[0]!;
    const { accepts, rows } = acceptOf(only, columns[0]!);
    return { total: rows, indexes: part(accepts, ranks, order, length, rows, from, count) };
  }

  /** The rows that the filters keep, in the order of the rules. */
  selectRows(filters: readonly FilterRule[], rules: readonly SortRule[]): readonly Row[] {
    const { indexes } = this.select(filters, rules, 0, this.rows.length);
    return Array.from(indexes, (index) => this.rows[index] as Row);
  }

  #columnOfRule({ field, predicate }: FilterRule): Column {
    // What a value contains is a question to its text as the JSON shows it.
    return predicate === 'contains' ? this.#column(field.member, 'string') : this.#column(field.member, field.type);
  }

  #column(member: string, type: Field['type']): Column {
    const name = `${type} ${member}`;
    const known = this.#columns.get(name);
    if (known) return known;
    const column = buildColumn(this.rows, member, type);
    this.#columns.set(name, column);
    return column;
  }

  /** Row indexes by the rules, the first one deciding: the order by the others, reordered by the first. */
  #order([first, ...others]: readonly SortRule[]): Uint32Array {
    if (!first) return ownOrder(this.rows.length);
    const { member, type } = first.field;
    const name = [first, ...others].map((rule) => `${rule.direction} ${rule.field.name}`).join();
    const order =
      this.#orders.get(name) ?? byColumn(this.#order(others), this.#column(member, type), first.direction === 'desc');
    this.#orders.delete(name);
    this.#orders.set(name, order);
    for (const oldest of this.#orders.keys()) {
      const most = Math.min(KEPT_ORDERS, Math.max(1, KEPT_PLACES / this.rows.length));
      if (this.#orders.size <= most) break;
      this.#orders.delete(oldest);
    }
    return order;
  }
}

const places = (from: number, to: number) => Uint32Array.from({ length: to - from }, (_, at) => from + at);

/**
 * Walks the rows in order until a part of those that are kept is full.
 *
 * @param kept 1 for what is kept: by rank where there are ranks, else by row
 */
function part(
  kept: Uint8Array,
  ranks: Uint32Array | null,
  order: Uint32Array | null,
  length: number,
  total: number,
  from: number,
  count: number,
): Uint32Array {
  const found = new Uint32Array(Math.max(0, Math.min(count, total - from)));
  let skip = from;
  let at = 0;
  for (let place = 0; at < found.length && place < length; place += 1) {
    const index = order ? order[place]! : place;
    if (kept[ranks ? ranks[index]! : index] === 0) continue;
    if (skip > 0) skip -= 1;
    else found[at++] = index;
  }
  return found;
}
