import { served } from './counts.ts';
import { isGatewayStatus, keyOf, type Exchange } from './exchange.ts';

/** How long a response may take: normally, after a network error, and once the target was given up. */
const TIMEOUTS_MS = { usual: 30_000, doubtful: 10_000, down: 3_000 } as const;
/** Time without any response from the target itself after which the client tests whether it is up. */
const SILENCE_MS = 40_000;
/** Network errors, retries counted, after which the client tests it too, however quickly they failed. */
const MOST_LOST = 32;
/** Operations that must be affected where the target never responded: one operation may be down alone. */
const LOST_OPERATIONS = 3;
/** Characters of responses that a run keeps. */
const MOST_KEPT = 256 * 1024 * 1024;
/** Rejections in a row of a key that was accepted before, after which the client tests whether it is still valid. */
const MOST_REJECTED = 10;
/** 429 responses in a row, and the windows they must span, after which they are taken to be permanent. */
const MOST_LIMITED = 3;
const LIMITED_WINDOWS = 1.5;
/** Requests of one operation that time out, each with its retries, after which no more of it are sent. */
const MOST_TIMED_OUT = 2;

/** Whether no response came from the target itself. */
export function isNetworkError({ response }: Pick<Exchange, 'response'>): boolean {
  return response === undefined || isGatewayStatus(response.status);
}

/** What happened since the last response of the target itself. */
const noSilence = () => ({ lost: 0, ms: 0, operations: new Set<string | undefined>() });

/** What happened since the last served request. */
const sinceServed = () => ({
  /** When unexpected 429 responses came. */
  limited: [] as number[],
  rejected: 0,
  /** Rejections of requests that were meant to meet the limit. */
  rejectedAtLimit: 0,
  /** Whether the quota was used up: a rejection after that may be a ban. */
  limitMet: false,
});

/** How long a target may fail to respond before a run gives it up: network errors, rejections and time all count. */
export class Patience {
  readonly #windowMs: number;
  #responses = 0;
  #silence = noSilence();
  #busyUntil = 0;
  #unserved = sinceServed();
  #kept = 0;
  readonly #timedOut = new Map<string, number>();
  /** A request that succeeded. Sent again, it shows whether the target is up. */
  knownGood: Exchange | undefined;
  /** Why the target was given up; nothing more is sent. */
  down: string | undefined;

  constructor(windowMs: number) {
    this.#windowMs = windowMs;
  }

  /** How long the next response may take, in milliseconds. */
  get timeoutMs(): number {
    if (this.down !== undefined) return TIMEOUTS_MS.down;
    return this.#silence.lost === 0 ? TIMEOUTS_MS.usual : TIMEOUTS_MS.doubtful;
  }

  /** Whether the client has to test that the target is up, or that the key under test is still valid. */
  get isDoubtful(): boolean {
    return this.isSilent || (this.down === undefined && this.#unserved.rejected >= MOST_REJECTED);
  }

  /** Whether the client has to test the key, rejections at the limit included. */
  get isKeyDoubtful(): boolean {
    return this.down === undefined && this.#allRejected >= MOST_REJECTED;
  }

  /** Whether the target has been silent for so long, or so often, that the client has to test it. */
  get isSilent(): boolean {
    const isAlone = this.knownGood === undefined && this.#silence.operations.size < LOST_OPERATIONS;
    return this.down === undefined && !isAlone && (this.#silence.ms >= SILENCE_MS || this.#silence.lost >= MOST_LOST);
  }

  get #allRejected(): number {
    return this.#unserved.rejected + this.#unserved.rejectedAtLimit;
  }

  /** How many unexpected 429 responses came in a row. */
  get limitedInARow(): number {
    return this.#unserved.limited.length;
  }

  /**
   * Notes the result of a request.
   * @param unpaced whether it was meant to meet the limit, where some servers send 401 or 403
   */
  heard(exchange: Exchange, unpaced = false): void {
    if (exchange.response === undefined || isNetworkError(exchange)) return this.#missed(exchange);
    const { status, text } = exchange.response;
    this.#responses += 1;
    this.#kept += text.length;
    if (this.#kept > MOST_KEPT)
      this.down ??= `the responses of the target take more than ${MOST_KEPT / 1024 / 1024} MB together: the run cannot keep them`;
    this.#silence = noSilence();
    if (status === 429) this.#unserved.limitMet = true;
    if (isRejected(exchange) && this.knownGood !== undefined && !this.#unserved.limitMet) {
      if (unpaced) this.#unserved.rejectedAtLimit += 1;
      else this.#unserved.rejected += 1;
    }
    if (!served(exchange)) return;
    this.#unserved = sinceServed();
    const isGood = status < 300 && exchange.request.via === undefined;
    // Another key says nothing about the one under test.
    if (isGood && keyOf(exchange.request) === 'active') this.knownGood = exchange;
  }

  #missed({ request: { operation }, sentAt, took }: Exchange): void {
    const end = sentAt + took;
    this.#silence.lost += 1;
    this.#silence.operations.add(operation);
    this.#silence.ms += Math.max(0, end - Math.max(sentAt, this.#busyUntil));
    this.#busyUntil = Math.max(this.#busyUntil, end);
  }

  /** Whether the response to a request that succeeded before shows that the target still works. */
  showsLife(exchange: Exchange): boolean {
    return !isNetworkError(exchange) && !(isRejected(exchange) && this.#allRejected > 0);
  }

  /** Notes an unexpected 429. */
  limited(at: number): void {
    this.#unserved.limited.push(at);
    const ms = at - this.#unserved.limited[0]!;
    if (this.#unserved.limited.length < MOST_LIMITED || ms < LIMITED_WINDOWS * this.#windowMs) return;
    this.down ??= `the target rejects every request with 429: ${this.#unserved.limited.length} in a row in ${seconds(ms)}, although the run kept to the limit. Perhaps somebody else uses this provider's quota. Try again later`;
  }

  /** Gives the target up after this response, or network error, to the request that succeeded before. */
  giveUp({ response, error }: Exchange): void {
    if (isForbidden(response?.status))
      this.down ??= `the target rejects the key that it accepted before: ${this.#allRejected} requests in a row got ${response?.status}. Somebody may have revoked it`;
    const what = response === undefined ? (error ?? 'no response') : `status ${response.status}`;
    const did = this.#responses === 0 ? 'does not respond' : `stopped responding after ${plural(this.#responses)}`;
    this.down ??= `the target ${did}: ${this.#silence.lost} requests in a row got nothing but ${what}. Try again later`;
  }

  /** Notes the final result of a request after its retries, per operation. */
  settled({ request: { operation, via }, error, response }: Exchange): void {
    if (operation === undefined || via !== undefined) return;
    if (response !== undefined) this.#timedOut.delete(operation);
    else if (/^no (response|answer) within/.test(error ?? ''))
      this.#timedOut.set(operation, (this.#timedOut.get(operation) ?? 0) + 1);
  }

  /** Why no more requests of an operation are sent while other operations respond. */
  silence(operation: string | undefined): string | undefined {
    const times = this.#timedOut.get(operation ?? '');
    return times === undefined || times < MOST_TIMED_OUT
      ? undefined
      : `not sent: ${operation} did not respond to ${times} requests before`;
  }
}

const isForbidden = (status: number | undefined) => status === 401 || status === 403;

/** Whether a normal request was rejected with the key under test. */
const isRejected = ({ request, response }: Exchange) =>
  keyOf(request) === 'active' && request.via === undefined && isForbidden(response?.status);

const plural = (count: number) => (count === 1 ? 'one response' : `${count} responses`);

const seconds = (ms: number) => `${Math.round(ms / 1000)} s`;
