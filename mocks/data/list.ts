import type { Field } from '../../spec/contract.ts';
import { buildColumn, type Column, type Row } from './columns.ts';
import { compileFilters, type FilterRule } from './filter.ts';
import { sortOrder, type SortRule } from './sort.ts';

/** How many sort orders a list keeps; the oldest makes room. */
const KEPT_ORDERS = 32;

/** The rows of one operation, ready to be served: JSON bytes, and ranks of the fields that were asked for. */
export class List {
  readonly rows: readonly Row[];
  /** All rows as JSON, joined by commas; row i is bytes[starts[i] .. starts[i + 1] - 1). */
  readonly #bytes: Buffer;
  readonly #starts: Uint32Array;
  readonly #columns = new Map<string, Column>();
  readonly #orders = new Map<string, Uint32Array>();

  constructor(rows: readonly Row[]) {
    this.rows = rows;
    const texts = rows.map((row) => Buffer.from(`${JSON.stringify(row)},`));
    this.#bytes = Buffer.concat(texts);
    this.#starts = new Uint32Array(rows.length + 1);
    texts.forEach((text, index) => (this.#starts[index + 1] = this.#starts[index]! + text.length));
  }

  /** Indexes of the rows that the filters keep, in the order of the rules; null for all of them in their own order. */
  select(filters: readonly FilterRule[], rules: readonly SortRule[]): Uint32Array | null {
    if (filters.length === 0) return rules.length === 0 ? null : this.#order(rules);
    const keeps = compileFilters(filters, (rule) => this.#columnOfRule(rule));
    return this.#order(rules).filter(keeps);
  }

  /** The JSON of the rows at `indexes` (or of `from` to `to`, when all are in order), joined by commas. */
  json(indexes: Uint32Array | null, from: number, to: number): Buffer {
    const count = Math.min(to, indexes?.length ?? this.rows.length) - from;
    if (count <= 0) return Buffer.alloc(0);
    const starts = this.#starts;
    if (!indexes) return this.#bytes.subarray(starts[from], starts[from + count]! - 1);
    let size = 0;
    for (let at = from; at < from + count; at += 1) size += starts[indexes[at]! + 1]! - starts[indexes[at]!]!;
    const page = Buffer.allocUnsafe(size);
    let end = 0;
    for (let at = from; at < from + count; at += 1) {
      end += this.#bytes.copy(page, end, starts[indexes[at]!], starts[indexes[at]! + 1]);
    }
    return page.subarray(0, size - 1);
  }

  #columnOfRule({ field, predicate }: FilterRule): Column {
    // What a value contains is a question to its text as the JSON shows it.
    return predicate === 'contains' ? this.#column(field.member, 'string') : this.#column(field.member, field.type);
  }

  #column(member: string, type: Field['type']): Column {
    const name = `${type} ${member}`;
    const column = this.#columns.get(name) ?? buildColumn(this.rows, member, type);
    this.#columns.set(name, column);
    return column;
  }

  #order(rules: readonly SortRule[]): Uint32Array {
    const name = rules.map(({ field, direction }) => `${direction} ${field.name}`).join();
    const order =
      this.#orders.get(name) ?? sortOrder(this.rows.length, rules, ({ member, type }) => this.#column(member, type));
    this.#orders.delete(name);
    this.#orders.set(name, order);
    for (const oldest of this.#orders.keys()) {
      if (this.#orders.size <= KEPT_ORDERS) break;
      this.#orders.delete(oldest);
    }
    return order;
  }
}
