import type { Observation } from './observation.ts';
import { completed, identity, type CompletedExchange, type RequestSpec, type Exchange } from './exchange.ts';

/**
 * Answers that say more of the road, or of the budget, than of the question. They are kept as evidence of their own
 * (CON-08, LIM), but never taken for the answer to a question.
 */
const NO_RESPONSE = new Set([429, 502, 503, 504]);

/** Every exchange of a run, once, in order. Holds no key value. */
export class Recorder {
  readonly #exchanges: Exchange[] = [];
  readonly #observations: Observation[] = [];
  readonly #latest = new Map<string, CompletedExchange>();
  readonly #unusable = new Map<string, Exchange>();
  #read = new Set<Exchange>();

  /** Records an exchange and gives it its number. */
  record(exchange: Omit<Exchange, 'n'>): Exchange {
    const numbered: Exchange = { n: this.#exchanges.length + 1, ...exchange };
    this.#add(numbered);
    return numbered;
  }

  /** Records what was seen elsewhere than in an answer: on a page, in a browser. */
  observe(observation: Observation): void {
    this.#observations.push(observation);
  }

  /** What was seen in a scenario, in order. */
  observed(scenario: string): Observation[] {
    return this.#observations.filter((observation) => observation.scenario === scenario);
  }

  /** The answer to exactly this question, if one was given; of several, the latest that is neither a passing failure nor a 429. */
  find(request: RequestSpec): CompletedExchange | undefined {
    const found = this.#latest.get(identity(request));
    if (found) this.#read.add(found);
    return found;
  }

  /** The latest vain try to have this question answered, if there was one: a rejection for the budget, a passing failure, no answer at all. */
  unusable(request: RequestSpec): Exchange | undefined {
    return this.#unusable.get(identity(request));
  }

  /** All exchanges in order of sending. */
  all(): readonly Exchange[] {
    return this.#exchanges;
  }

  /** All exchanges that were answered. */
  completed(): CompletedExchange[] {
    return this.#exchanges.filter(completed);
  }

  /** All exchanges of one scenario of a protocol, in order of sending. */
  scenario(name: string): Exchange[] {
    const found = this.#exchanges.filter((exchange) => exchange.scenario === name);
    for (const exchange of found) this.#read.add(exchange);
    return found;
  }

  /** Does something, and says how many milliseconds the responses took that it looked up. */
  lookingUp<Result>(act: () => Result): { result: Result; took: number } {
    this.#read = new Set();
    const result = act();
    return { result, took: [...this.#read].reduce((sum, { took }) => sum + took, 0) };
  }

  #add(exchange: Exchange): void {
    this.#exchanges.push(exchange);
    if (completed(exchange) && !NO_RESPONSE.has(exchange.response.status))
      this.#latest.set(identity(exchange.request), exchange);
    else this.#unusable.set(identity(exchange.request), exchange);
  }
}
