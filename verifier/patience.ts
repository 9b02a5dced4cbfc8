import { served } from './counts.ts';
import { keyOf, type Exchange } from './exchange.ts';

const GATEWAY = new Set([502, 503, 504]);

/** How long a response may take: usually, after one was lost, and where the target was given up. */
const TIMEOUTS_MS = { usual: 30_000, doubtful: 10_000, down: 3_000 } as const;
/** Time without any response of the target's own after which it is looked whether it lives. */
const SILENCE_MS = 40_000;
/** Requests without a response, retries counted, after which that is looked for, too, however fast they failed. */
const MOST_LOST = 32;
/** Operations that they have to be of where no request was ever answered: one of them may be down alone. */
const LOST_OPERATIONS = 3;
/** Characters of responses that a run keeps. */
const MOST_KEPT = 256 * 1024 * 1024;
/** Rejections in a row of a key that was good before, after which it is looked whether it still is. */
const MOST_REJECTED = 10;
/** Rejections for the quota in a row, and windows in which they came, after which they are taken to have no end. */
const MOST_LIMITED = 3;
const LIMITED_WINDOWS = 1.5;
/** Requests of one operation that time out, each with its retries, after which no more of it are sent. */
const MOST_TIMED_OUT = 2;

/** Whether nothing came that is the target's own. */
export function isNetworkError({ response }: Pick<Exchange, 'response'>): boolean {
  return response === undefined || GATEWAY.has(response.status);
}

/** How long a target may leave off answering before a run gives it up: lost responses, rejections and time all count. */
export class Patience {
  readonly #windowMs: number;
  #responses = 0;
  #lost = 0;
  #silentMs = 0;
  #busyUntil = 0;
  readonly #lostOperations = new Set<string | undefined>();
  #limited: number[] = [];
  #rejected = 0;
  /** Those of requests that were meant to meet the limit. */
  #rejectedAtLimit = 0;
  /** Whether the quota was used up since the last request that was served: what comes then may be a ban. */
  #limitMet = false;
  #kept = 0;
  readonly #timedOut = new Map<string, number>();
  /** A request that was answered, by which one can see whether the target lives. */
  knownGood: Exchange | undefined;
  /** Why the target was given up; nothing more is sent. */
  down: string | undefined;

  constructor(windowMs: number) {
    this.#windowMs = windowMs;
  }

  /** How long the next response may take, in milliseconds. */
  get timeoutMs(): number {
    if (this.down !== undefined) return TIMEOUTS_MS.down;
    return this.#lost === 0 ? TIMEOUTS_MS.usual : TIMEOUTS_MS.doubtful;
  }

  /** Whether the target has to show that it lives, or that the key under test is still good. */
  get isDoubtful(): boolean {
    return this.isSilent || (this.down === undefined && this.#rejected >= MOST_REJECTED);
  }

  /** Whether the key has to show that it is still good, rejections at the limit included. */
  get isKeyDoubtful(): boolean {
    return this.down === undefined && this.#rejected + this.#rejectedAtLimit >= MOST_REJECTED;
  }

  /** Whether the target has been silent for so long, or so often, that it has to show that it lives. */
  get isSilent(): boolean {
    const isAlone = this.knownGood === undefined && this.#lostOperations.size < LOST_OPERATIONS;
    return this.down === undefined && !isAlone && (this.#silentMs >= SILENCE_MS || this.#lost >= MOST_LOST);
  }

  /** How many rejections for the quota came in a row that the plan did not foresee. */
  get limitedInARow(): number {
    return this.#limited.length;
  }

  /**
   * Takes note of what became of a request.
   * @param unpaced whether it was meant to meet the limit, where some servers say 401 or 403
   */
  heard(exchange: Exchange, unpaced = false): void {
    if (isNetworkError(exchange)) return this.#missed(exchange);
    this.#responses += 1;
    this.#kept += exchange.response?.text.length ?? 0;
    if (this.#kept > MOST_KEPT)
      this.down ??= `the responses of the target take more than ${MOST_KEPT / 1024 / 1024} MB together: the run cannot keep them`;
    this.#lost = 0;
    this.#silentMs = 0;
    this.#lostOperations.clear();
    if (exchange.response?.status === 429) this.#limitMet = true;
    if (isRejected(exchange) && this.knownGood !== undefined && !this.#limitMet) {
      if (unpaced) this.#rejectedAtLimit += 1;
      else this.#rejected += 1;
    }
    if (!served(exchange)) return;
    this.#rejected = 0;
    this.#rejectedAtLimit = 0;
    this.#limitMet = false;
    this.#limited = [];
    const isGood = (exchange.response?.status ?? 500) < 300 && exchange.request.via === undefined;
    // Another key says nothing of the one under test.
    if (isGood && keyOf(exchange.request) === 'active') this.knownGood = exchange;
  }

  #missed({ request: { operation }, sentAt, took }: Exchange): void {
    const end = sentAt + took;
    this.#lost += 1;
    this.#lostOperations.add(operation);
    this.#silentMs += Math.max(0, end - Math.max(sentAt, this.#busyUntil));
    this.#busyUntil = Math.max(this.#busyUntil, end);
  }

  /** Whether a response to a request that was good before shows that the target is what it was. */
  showsLife(exchange: Exchange): boolean {
    return !isNetworkError(exchange) && !(isRejected(exchange) && this.#rejected + this.#rejectedAtLimit > 0);
  }

  /** Takes note of a rejection for the quota that the plan did not foresee. */
  limited(at: number): void {
    this.#limited.push(at);
    const ms = at - (this.#limited[0] ?? at);
    if (this.#limited.length < MOST_LIMITED || ms < LIMITED_WINDOWS * this.#windowMs) return;
    this.down ??= `the target rejects every request with 429: ${this.#limited.length} in a row in ${seconds(ms)}, although the run kept to the limit. Perhaps somebody else uses this provider's requests. Try again later`;
  }

  /** Gives the target up after this response, or none, to the request that was good before. */
  giveUp({ response, error }: Exchange): void {
    if (response?.status === 401 || response?.status === 403)
      this.down ??= `the target rejects the key that it accepted before: ${this.#rejected + this.#rejectedAtLimit} requests in a row got ${response.status}. Somebody may have revoked it`;
    const what = response === undefined ? (error ?? 'no response') : `status ${response.status}`;
    const did = this.#responses === 0 ? 'does not answer' : `stopped answering after ${plural(this.#responses)}`;
    this.down ??= `the target ${did}: ${this.#lost} requests in a row got nothing but ${what}. Try again later`;
  }

  /** Takes note of what became, in the end, of a request of an operation that other requests were answered beside. */
  settled({ request: { operation, via }, error, response }: Exchange): void {
    if (operation === undefined || via !== undefined) return;
    if (response !== undefined) this.#timedOut.delete(operation);
    else if (/^no (response|answer) within/.test(error ?? ''))
      this.#timedOut.set(operation, (this.#timedOut.get(operation) ?? 0) + 1);
  }

  /** Why no more requests of an operation are sent, while others are answered. */
  silence(operation: string | undefined): string | undefined {
    const times = operation === undefined ? 0 : (this.#timedOut.get(operation) ?? 0);
    return times < MOST_TIMED_OUT ? undefined : `not sent: ${operation} did not answer ${times} requests before`;
  }
}

/** Whether the key under test was not accepted, in a request that has nothing odd about it. */
const isRejected = ({ request, response }: Exchange) =>
  keyOf(request) === 'active' && request.via === undefined && [401, 403].includes(response?.status ?? 0);

const plural = (count: number) => (count === 1 ? 'one response' : `${count} responses`);

const seconds = (ms: number) => `${Math.round(ms / 1000)} s`;
