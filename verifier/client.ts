import type { Budget } from './budget.ts';
import type { RunClock } from './clock.ts';
import { keyOf, type RequestSpec, type Exchange } from './exchange.ts';
import { DIRECT, type Network } from './network/network.ts';
import type { Recorder } from './recorder.ts';
import { retryAfterMs } from './retry-after.ts';
import type { Secrets } from './secrets.ts';
import { send, type SendOptions } from './transport.ts';

export interface ClientParts {
  baseUrl: string;
  secrets: Secrets;
  recorder: Recorder;
  clock: RunClock;
  /** What the network between here and the target asks for; straight to it unless said. */
  network?: Network;
  windowMs: number;
  /** Budget of each IT provider, by the name of a key; undefined for keys that no provider owns. */
  budgetOf(key: string | null): Budget | undefined;
  /** Told what the probe waits for, so that nobody thinks it hangs. */
  waiting?(reason: string, ms: number): void;
}

export interface ClientOptions extends SendOptions {
  scenario?: string;
  /** Send although the budget has no room: for protocols that mean to be rejected. */
  unpaced?: boolean;
}

const RETRIES = 3;
const PASSING = new Set([502, 503, 504]);
/** Questions in a row without an answer, to so many operations at least, after which the target is taken to be down. */
const MAX_NETWORK_ERRORS = 8;
const FAILED_OPERATIONS = 3;

/**
 * Asks the target one question after the other within the budget, and keeps every exchange. What the road spoils
 * (no answer, 502, 503, 504) is asked again a few times; a rejection for the budget that was not meant is waited for.
 */
export class Client {
  readonly #parts: ClientParts;
  /** Rejections for the budget that the plan did not foresee: somebody else spends the same budget, or it is smaller. */
  unplanned429 = 0;
  /** Why the target was taken to be down; nothing is asked of it any more. Undefined while it answers. */
  down: string | undefined;
  /** Questions in a row that got no answer of the target's own, however often they were asked. */
  #networkErrors: Exchange[] = [];

  constructor(parts: ClientParts) {
    this.#parts = parts;
  }

  /** The answer to a question: the one in the recorder where it was asked before, else a new one. */
  async send(request: RequestSpec, options: ClientOptions = {}): Promise<Exchange> {
    return this.#parts.recorder.find(request) ?? this.fresh(request, options);
  }

  /** Sends a question whether or not it was asked before; retries as the class says. */
  async fresh(request: RequestSpec, options: ClientOptions = {}): Promise<Exchange> {
    const exchange = await this.#insist(request, options);
    this.#networkErrors = isNetworkError(exchange) ? [...this.#networkErrors, exchange] : [];
    const operations = new Set(this.#networkErrors.map((lost) => lost.request.operation));
    if (this.#networkErrors.length >= MAX_NETWORK_ERRORS && operations.size >= FAILED_OPERATIONS)
      this.#giveUp(exchange);
    return exchange;
  }

  #giveUp({ response, error }: Exchange): void {
    const what = response === undefined ? (error ?? 'no answer') : `status ${response.status}`;
    this.down ??= `the target does not answer any more: ${this.#networkErrors.length} questions in a row got nothing but ${what}. Try again later`;
  }

  async #insist(request: RequestSpec, options: ClientOptions): Promise<Exchange> {
    const { clock, windowMs } = this.#parts;
    for (let attempt = 1; ; attempt += 1) {
      if (!options.unpaced) await this.#room(request);
      const exchange = await this.once(request, options);
      const { response } = exchange;
      if (options.unpaced || attempt > RETRIES) return exchange;
      if (response?.status === 429) {
        this.unplanned429 += 1;
        const wait = Math.min(retryAfterMs(response, clock.now()) ?? windowMs, windowMs) + 500;
        this.#parts.waiting?.(
          'the target refused for its budget although ours had room (somebody else may be using it)',
          wait,
        );
        await clock.sleep(wait);
      } else if (isNetworkError(exchange)) {
        await clock.sleep(250 * 2 ** attempt);
      } else {
        return exchange;
      }
    }
  }

  /** Sends a question exactly once, now, and records what became of it. */
  async once(request: RequestSpec, options: ClientOptions = {}): Promise<Exchange> {
    const { baseUrl, secrets, recorder, clock, network = DIRECT } = this.#parts;
    const sentAt = clock.now();
    const started = performance.now();
    const result = await send(baseUrl, request, secrets, { network, ...options });
    const took = Math.round((performance.now() - started) * 10) / 10;
    const budget = this.#parts.budgetOf(keyOf(request));
    if (!('response' in result) || result.response.status !== 429) budget?.spend(clock.now());
    return recorder.record({ scenario: options.scenario ?? 'probe', request, sentAt, took, ...result });
  }

  async #room(request: RequestSpec): Promise<void> {
    const { clock } = this.#parts;
    const wait = this.#parts.budgetOf(keyOf(request))?.wait(clock.now()) ?? 0;
    if (wait <= 0) return;
    this.#parts.waiting?.('the budget of this window is spent', wait);
    await clock.sleep(wait);
  }
}

/** Whether nothing came that is the target's own. */
export function isNetworkError({ response }: Exchange): boolean {
  return response === undefined || PASSING.has(response.status);
}
