import type { Field } from '../../../spec/contract.ts';
import { turned } from '../../../verifier/choose.ts';
import type { OrderRule } from '../../../verifier/model/order.ts';
import type { Mistake } from './mistakes.ts';
import { possibleMistakes, shownOf, tells, type PageOfRows } from './order-choice.ts';

const MOST_RULES = 3;

/** Pages that a field gets in a round, while its pages have not shown every mistake yet. */
const MOST_PAGES = 2;

/** A field whose turn it is. */
interface Due {
  readonly rule: OrderRule;
  /** Pages that it got already. */
  readonly pages: number;
  /** Mistakes that these did not show. */
  readonly open?: readonly Mistake[];
}

/**
 * Which orders the queries of a list carry: each field in one direction, then in the other. Each query gets the first field that
 * is due and of which its page would show every mistake, or else the most; a field with mistakes that no page has shown stays due.
 */
export class OrderPlan {
  readonly #fields: readonly Field[];
  readonly #seed: number;
  readonly #oneIn: number;
  #due: Due[] = [];
  #round = -1;
  #count = 0;
  /** Whether the last query that was to have further rules had no rows for them. */
  #isOwed = false;

  /** @param oneIn one query in so many has further rules */
  constructor(fields: readonly Field[], seed: number, oneIn: number) {
    this.#oneIn = oneIn;
    this.#fields = fields;
    this.#seed = seed;
  }

  /** Whether there were fewer pages so far than fields. */
  get isOpen(): boolean {
    return this.#count < this.#fields.length;
  }

  /** The sorting rules for a page; none where the list has no fields to sort by. */
  next(page: PageOfRows): OrderRule[] {
    const best = this.#best(page);
    if (!best) return [];
    const { due, open } = best;
    this.#due = this.#due.filter((one) => one !== due);
    if (open.length > 0 && due.pages + 1 < MOST_PAGES) this.#due.push({ ...due, pages: due.pages + 1, open });
    this.#count += 1;
    const isDue = this.#isOwed || this.#count % this.#oneIn === 2 % this.#oneIn;
    const all = isDue ? this.#further(page, [due.rule]) : [due.rule];
    this.#isOwed = isDue && all.length === 1;
    return all;
  }

  /** How many mistakes that were not shown yet the order for a page would show. */
  worth(page: PageOfRows): number {
    return this.#best(page)?.shown ?? 0;
  }

  #best(page: PageOfRows): { due: Due; shown: number; open: readonly Mistake[] } | undefined {
    if (this.#due.length === 0) {
      this.#round += 1;
      this.#due = this.#fields.map((field) => ({ rule: this.#rule(field), pages: 0 }));
    }
    let best: { due: Due; shown: number; open: readonly Mistake[] } | undefined;
    for (const due of this.#due) {
      // Uuids stand in some order whatever a server does: no page shows more than another.
      if (due.rule.field.type === 'uuid') return { due, shown: 1, open: [] };
      const wanted = due.open ?? possibleMistakes(page.all, due.rule);
      const shown = shownOf(page, due.rule, wanted);
      const one = { due, shown: shown.length, open: wanted.filter((mistake) => !shown.includes(mistake)) };
      if (shown.length > 0 && one.open.length === 0) return one;
      if (best === undefined || one.shown > best.shown) best = one;
    }
    return best;
  }

  /** The rules with further ones, each of which orders rows that tie in those before it. */
  #further(page: PageOfRows, rules: readonly OrderRule[]): OrderRule[] {
    const all = [...rules];
    const others = turned(this.#fields, this.#count + this.#seed).filter(({ type }) => type !== 'uuid');
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
