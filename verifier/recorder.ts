import type { Observation } from './observation.ts';
import {
  completed,
  identity,
  isGatewayStatus,
  type CompletedExchange,
  type RequestSpec,
  type Exchange,
} from './exchange.ts';

/**
 * Whether a response comes from the network or the limiter rather than from the operation. It is evidence of its own (CON-08,
 * CON-15, LIM), but never counts as the response to a request.
 */
const isNoResponse = (status: number) => status === 429 || isGatewayStatus(status);

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

  /** Records what was seen outside a response: on a page, in a browser. */
  observe(observation: Observation): void {
    this.#observations.push(observation);
  }

  /** The observations of a scenario, in order. */
  observed(scenario: string): Observation[] {
    return this.#observations.filter((observation) => observation.scenario === scenario);
  }

  /** The response to exactly this request, if there is one; of several, the latest that is neither a network error nor a 429. */
  find(request: RequestSpec): CompletedExchange | undefined {
    const found = this.#latest.get(identity(request));
    if (found) this.#read.add(found);
    return found;
  }

  /** The latest attempt at this request, where none got a usable response: a 429, a network error, or no response at all. */
  unusable(request: RequestSpec): Exchange | undefined {
    return this.#unusable.get(identity(request));
  }

  /** All exchanges in order of sending. */
  all(): readonly Exchange[] {
    return this.#exchanges;
  }

  /** All exchanges with a response. */
  completed(): CompletedExchange[] {
    return this.#exchanges.filter(completed);
  }

  /** All exchanges of one scenario, in order of sending. */
  scenario(name: string): Exchange[] {
    const found = this.#exchanges.filter((exchange) => exchange.scenario === name);
    for (const exchange of found) this.#read.add(exchange);
    return found;
  }

  /** Runs a function, and adds up how many milliseconds the responses took that it looked up. */
  lookingUp<Result>(act: () => Result): { result: Result; took: number } {
    this.#read = new Set();
    const result = act();
    return { result, took: [...this.#read].reduce((sum, { took }) => sum + took, 0) };
  }

  #add(exchange: Exchange): void {
    this.#exchanges.push(exchange);
    if (completed(exchange) && !isNoResponse(exchange.response.status))
      this.#latest.set(identity(exchange.request), exchange);
    else this.#unusable.set(identity(exchange.request), exchange);
  }
}
