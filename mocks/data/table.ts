import type { Field } from '../../spec/contract.ts';
import { buildColumn, type Column, type Row } from './columns.ts';
import { compileFilters, type FilterRule } from './filter.ts';
import { sortOrder, type SortRule } from './sort.ts';

/** How many sort orders a table keeps; the oldest makes room. */
const KEPT_ORDERS = 32;

/** Rows that never change, with the ranks of the fields that were asked for. */
export class Table {
  readonly rows: readonly Row[];
  readonly #columns = new Map<string, Column>();
  readonly #orders = new Map<string, Uint32Array>();

  constructor(rows: readonly Row[]) {
    this.rows = rows;
  }

  /** Indexes of the rows that the filters keep, in the order of the rules; null for all of them in their own order. */
  select(filters: readonly FilterRule[], rules: readonly SortRule[]): Uint32Array | null {
    if (filters.length === 0) return rules.length === 0 ? null : this.#order(rules);
    const keeps = compileFilters(filters, (rule) => this.#columnOfRule(rule));
    return this.#order(rules).filter(keeps);
  }

  /** The rows that the filters keep, in the order of the rules. */
  selectRows(filters: readonly FilterRule[], rules: readonly SortRule[]): readonly Row[] {
    const indexes = this.select(filters, rules);
    return indexes ? Array.from(indexes, (index) => this.rows[index] as Row) : this.rows;
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
