import type { Budget } from './budget.ts';
import type { RunClock } from './clock.ts';
import { header, keyOf, type Answer, type Ask, type Exchange } from './exchange.ts';
import type { Ledger } from './ledger.ts';
import type { Secrets } from './secrets.ts';
import { send, type SendOptions } from './send.ts';

export interface ProbeParts {
  baseUrl: string;
  secrets: Secrets;
  ledger: Ledger;
  clock: RunClock;
  windowMs: number;
  /** Budget of each IT provider, by the name of a key; undefined for keys that no provider owns. */
  budgetOf(key: string | null): Budget | undefined;
  /** Told what the probe waits for, so that nobody thinks it hangs. */
  waiting?(reason: string, ms: number): void;
}

export interface ProbeOptions extends SendOptions {
  scene?: string;
  /** Send although the budget has no room: for protocols that mean to be refused. */
  unpaced?: boolean;
}

const RETRIES = 3;
const PASSING = new Set([502, 503, 504]);
/** Questions in a row without an answer, to so many operations at least, after which the target is taken to be down. */
const MOST_LOST = 8;
const LOST_OPERATIONS = 3;

/**
 * Asks the target one question after the other within the budget, and keeps every exchange. What the road spoils
 * (no answer, 502, 503, 504) is asked again a few times; a refusal for the budget that was not meant is waited for.
 */
export class Probe {
  readonly #parts: ProbeParts;
  /** Refusals for the budget that the plan did not foresee: somebody else spends the same budget, or it is smaller. */
  unplanned429 = 0;
  /** Why the target was taken to be down; nothing is asked of it any more. Undefined while it answers. */
  down: string | undefined;
  /** Questions in a row that got no answer of the target's own, however often they were asked. */
  #lost: Exchange[] = [];

  constructor(parts: ProbeParts) {
    this.#parts = parts;
  }

  /** The answer to a question: the one in the ledger where it was asked before, else a new one. */
  async ask(ask: Ask, options: ProbeOptions = {}): Promise<Exchange> {
    return this.#parts.ledger.find(ask) ?? this.fresh(ask, options);
  }

  /** Sends a question whether or not it was asked before; retries as the class says. */
  async fresh(ask: Ask, options: ProbeOptions = {}): Promise<Exchange> {
    const exchange = await this.#insist(ask, options);
    this.#lost = isLost(exchange) ? [...this.#lost, exchange] : [];
    const operations = new Set(this.#lost.map((lost) => lost.ask.operation));
    if (this.#lost.length >= MOST_LOST && operations.size >= LOST_OPERATIONS) this.#giveUp(exchange);
    return exchange;
  }

  #giveUp({ answer, error }: Exchange): void {
    const what = answer === undefined ? (error ?? 'no answer') : `status ${answer.status}`;
    this.down ??= `the target does not answer any more: ${this.#lost.length} questions in a row got nothing but ${what}. Try again later`;
  }

  async #insist(ask: Ask, options: ProbeOptions): Promise<Exchange> {
    const { clock, windowMs } = this.#parts;
    for (let attempt = 1; ; attempt += 1) {
      if (!options.unpaced) await this.#room(ask);
      const exchange = await this.once(ask, options);
      const { answer } = exchange;
      if (options.unpaced || attempt > RETRIES) return exchange;
      if (answer?.status === 429) {
        this.unplanned429 += 1;
        const wait = Math.min(retryAfterMs(answer, clock.now()) ?? windowMs, windowMs) + 500;
        this.#parts.waiting?.(
          'the target refused for its budget although ours had room (somebody else may be using it)',
          wait,
        );
        await clock.sleep(wait);
      } else if (isLost(exchange)) {
        await clock.sleep(250 * 2 ** attempt);
      } else {
        return exchange;
      }
    }
  }

  /** Sends a question exactly once, now, and records what became of it. */
  async once(ask: Ask, options: ProbeOptions = {}): Promise<Exchange> {
    const { baseUrl, secrets, ledger, clock } = this.#parts;
    const sentAt = clock.now();
    const started = performance.now();
    const result = await send(baseUrl, ask, secrets, options);
    const took = Math.round((performance.now() - started) * 10) / 10;
    const budget = this.#parts.budgetOf(keyOf(ask));
    if (!('answer' in result) || result.answer.status !== 429) budget?.spend(clock.now());
    return ledger.record({ scene: options.scene ?? 'probe', ask, sentAt, took, ...result });
  }

  async #room(ask: Ask): Promise<void> {
    const { clock } = this.#parts;
    const wait = this.#parts.budgetOf(keyOf(ask))?.wait(clock.now()) ?? 0;
    if (wait <= 0) return;
    this.#parts.waiting?.('the budget of this window is spent', wait);
    await clock.sleep(wait);
  }
}

/** Whether nothing came that is the target's own. */
export function isLost({ answer }: Exchange): boolean {
  return answer === undefined || PASSING.has(answer.status);
}

/** `Retry-After` in milliseconds from `now`, in either of its two forms (RFC 9110, 10.2.3); undefined where absent or odd. */
export function retryAfterMs(answer: Answer, now: number): number | undefined {
  const value = header(answer, 'retry-after');
  if (value === undefined) return undefined;
  if (/^\d+$/.test(value)) return Number(value) * 1000;
  const date = Date.parse(value);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}
