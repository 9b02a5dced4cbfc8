import type { Budget } from './budget.ts';
import type { RunClock } from './clock.ts';
import { keyOf, type RequestSpec, type Exchange } from './exchange.ts';
import { DIRECT, type Network } from './network/network.ts';
import { isNetworkError, Patience } from './patience.ts';
import type { Recorder } from './recorder.ts';
import { retryAfterMs } from './retry-after.ts';
import type { Secrets } from './secrets.ts';
import { send, type SendOptions } from './transport.ts';

export interface ClientParts {
  baseUrl: string;
  secrets: Secrets;
  recorder: Recorder;
  clock: RunClock;
  /** What the network between here and the target needs; a direct connection unless set. */
  network?: Network;
  windowMs: number;
  /** Budget of each IT provider, by the name of a key; undefined for keys that no provider owns. */
  budgetOf(key: string | null): Budget | undefined;
  /** Called when the client waits, so that the user can see why. */
  waiting?(reason: string, ms: number): void;
}

export interface ClientOptions extends SendOptions {
  scenario?: string;
  /** Send even without quota left: for scenarios that expect a rejection. */
  unpaced?: boolean;
}

const RETRIES = 3;
/** How often to test whether a silent target is up. */
const LOOKS = 2;
/** How long such a test waits, in milliseconds. */
const LOOK_MS = 10_000;

/**
 * Sends requests one after the other within the quota, and records every exchange. Retries network errors (no response, 502, 503,
 * 504) a few times, and waits after an unexpected 429.
 */
export class Client {
  readonly #parts: ClientParts;
  /** 429 responses that the plan did not foresee: somebody else uses the same quota, or it is smaller than configured. */
  unplanned429 = 0;
  readonly #patience: Patience;
  #looking: Promise<void> | undefined;

  constructor(parts: ClientParts) {
    this.#parts = parts;
    this.#patience = new Patience(parts.windowMs);
  }

  /** Why the target counts as down; nothing more is sent to it. Undefined while it responds. */
  get down(): string | undefined {
    return this.#patience.down;
  }

  /** How long the next response may take, in milliseconds. */
  get timeoutMs(): number {
    return this.#patience.timeoutMs;
  }

  /** The recorded response to a request, or a new one where it was not sent yet. */
  async send(request: RequestSpec, options: ClientOptions = {}): Promise<Exchange> {
    return this.#parts.recorder.find(request) ?? this.fresh(request, options);
  }

  /** Sends a request even if it was sent before; retries as the class says. */
  async fresh(request: RequestSpec, options: ClientOptions = {}): Promise<Exchange> {
    const silence = this.#patience.silence(request.operation);
    if (silence !== undefined && request.via === undefined)
      return {
        n: 0,
        scenario: options.scenario ?? 'probe',
        request,
        sentAt: this.#parts.clock.now(),
        took: 0,
        error: silence,
      };
    const exchange = await this.#insist(request, options);
    this.#patience.settled(exchange);
    return exchange;
  }

  /**
   * Notes a response or a network error, and tests whether the target is up once it was silent for too long.
   * @param unpaced whether the request was meant to meet the limit, where some servers send 401 or 403; see `confirmKey`
   */
  async heard(exchange: Exchange, unpaced = false): Promise<Exchange> {
    this.#patience.heard(exchange, unpaced);
    if (this.#patience.isDoubtful) await this.#lookOnce(exchange);
    return exchange;
  }

  /** Tests whether the key under test is still valid, where it was rejected many times in a row. */
  async confirmKey(): Promise<void> {
    const last = this.#parts.recorder.all().at(-1);
    if (last && this.#patience.isKeyDoubtful) await this.#lookOnce(last);
  }

  #lookOnce(exchange: Exchange): Promise<void> {
    return (this.#looking ??= this.#look(exchange).finally(() => (this.#looking = undefined)));
  }

  async #look(lost: Exchange): Promise<void> {
    const request = {
      ...(this.#patience.knownGood ?? lost).request,
      fresh: `does it live ${this.#parts.recorder.all().length}`,
    };
    let last = lost;
    for (let turn = 1; turn <= LOOKS; turn += 1) {
      last = await this.#exchange(request, { scenario: 'alive', timeoutMs: LOOK_MS });
      this.#patience.heard(last);
      if (this.#patience.showsLife(last)) return;
      // A slow failure already was long enough a wait.
      if (last.took >= LOOK_MS) break;
      await this.#parts.clock.sleep(1000);
    }
    this.#patience.giveUp(last);
  }

  async #insist(request: RequestSpec, options: ClientOptions): Promise<Exchange> {
    const { clock } = this.#parts;
    for (let attempt = 1; ; attempt += 1) {
      if (!options.unpaced) await this.#room(request);
      const exchange = await this.once(request, options);
      const { response } = exchange;
      if (options.unpaced || this.down !== undefined) return exchange;
      if (response?.status === 429) {
        this.unplanned429 += 1;
        this.#patience.limited(clock.now());
        if (attempt > RETRIES || this.down !== undefined) return exchange;
        const wait = this.#waitFor(retryAfterMs(response, clock.now()));
        this.#parts.waiting?.(
          'the target rejected for the quota although the plan had room (somebody else may use it)',
          wait,
        );
        await clock.sleep(wait);
      } else if (isNetworkError(exchange)) {
        if (attempt > RETRIES) return exchange;
        await clock.sleep(250 * 2 ** attempt);
      } else {
        return exchange;
      }
    }
  }

  /** At most one window. If a whole window did not help, half of one, and never so short that it presses the target. */
  #waitFor(told: number | undefined): number {
    const { windowMs } = this.#parts;
    const row = this.#patience.limitedInARow;
    const wait = Math.min(told ?? windowMs, row > 1 ? windowMs / 2 : windowMs);
    return Math.max(wait, row > RETRIES ? windowMs / 4 : 0) + 500;
  }

  /** Sends a request exactly once, now, and records what became of it. */
  async once(request: RequestSpec, options: ClientOptions = {}): Promise<Exchange> {
    return this.heard(await this.#exchange(request, options), options.unpaced);
  }

  async #exchange(request: RequestSpec, options: ClientOptions): Promise<Exchange> {
    const { baseUrl, secrets, recorder, clock, network = DIRECT } = this.#parts;
    const sentAt = clock.now();
    const started = performance.now();
    const result = await send(baseUrl, request, secrets, {
      network,
      timeoutMs: this.timeoutMs,
      // What a burst sends must reach the target once.
      resend: options.unpaced !== true,
      ...options,
    });
    const took = Math.round((performance.now() - started) * 10) / 10;
    const budget = this.#parts.budgetOf(keyOf(request));
    if (!('response' in result) || result.response.status !== 429) budget?.spend(clock.now());
    return recorder.record({ scenario: options.scenario ?? 'probe', request, sentAt, took, ...result });
  }

  async #room(request: RequestSpec): Promise<void> {
    const { clock } = this.#parts;
    const wait = this.#parts.budgetOf(keyOf(request))?.wait(clock.now()) ?? 0;
    if (wait <= 0) return;
    this.#parts.waiting?.('the quota of this window is used up', wait);
    await clock.sleep(wait);
  }
}
