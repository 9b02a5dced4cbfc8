import type { Field } from '../../../spec/contract.ts';
import type { OrderRule } from '../../../verifier/model/order.ts';
import { tells, type PageOfRows } from './order-choice.ts';

/** One query in so many has a second sorting rule, and a third where rows tie in both. */
const ONE_IN = 3;
const MOST_RULES = 3;

/** Pages that a field gets in a round, while none of them shows its order to be wrong. */
const MOST_PAGES = 2;

/**
 * Which orders the queries of a list carry: each field in one direction, then in the other. Each query gets the first field that
 * is due and whose order its page would show to be wrong; a field that no page has shown stays due.
 */
export class OrderPlan {
  readonly #fields: readonly Field[];
  readonly #seed: number;
  /** Fields whose turn it is, and how many pages each got already. */
  #due = new Map<Field, number>();
  #round = -1;
  #count = 0;
  /** Whether the last query that was to have further rules had no rows for them. */
  #isOwed = false;

  constructor(fields: readonly Field[], seed: number) {
    this.#fields = fields;
    this.#seed = seed;
  }

  /** Whether there were fewer pages so far than fields. */
  get isOpen(): boolean {
    return this.#count < this.#fields.length;
  }

  /** The sorting rules for a page; none where the list has no fields to sort by. */
  next(page: PageOfRows): OrderRule[] {
    if (this.#due.size === 0) {
      this.#due = new Map(this.#fields.map((field) => [field, 0]));
      this.#round += 1;
    }
    const rules = [...this.#due.keys()].map((field) => this.#rule(field));
    const telling = rules.find((rule) => tells(page, [rule]));
    const first = telling ?? rules[0];
    if (!first) return [];
    const pages = (this.#due.get(first.field) ?? 0) + 1;
    this.#due.delete(first.field);
    if (!telling && pages < MOST_PAGES) this.#due.set(first.field, pages);
    this.#count += 1;
    const all = this.#isOwed || this.#count % ONE_IN === 2 ? this.#further(page, [first]) : [first];
    this.#isOwed = all.length === 1 && (this.#isOwed || this.#count % ONE_IN === 2);
    return all;
  }

  /** The rules with further ones, each of which orders rows that tie in those before it. */
  #further(page: PageOfRows, rules: readonly OrderRule[]): OrderRule[] {
    const all = [...rules];
    const start = (this.#count + this.#seed) % this.#fields.length;
    const others = [...this.#fields.slice(start), ...this.#fields.slice(0, start)].filter(
      ({ type }) => type !== 'uuid',
    );
    while (all.length < MOST_RULES) {
      const direction = all.at(-1)?.direction === 'asc' ? 'desc' : 'asc';
      const next = others
        .filter((field) => all.every((rule) => rule.field !== field))
        .map((field): OrderRule => ({ field, direction }))
        .find((rule) => tells(page, [...all, rule]));
      if (!next) break;
      all.push(next);
    }
    return all;
  }

  #rule(field: Field): OrderRule {
    const up = (this.#seed + this.#fields.indexOf(field) + this.#round) % 2 === 0;
    return { field, direction: up ? 'asc' : 'desc' };
  }
}
