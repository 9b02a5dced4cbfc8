import type { Page, Request, Response } from '@playwright/test';
import type { Hosts } from './hosts.ts';
import { Sockets } from './sockets.ts';

/** Milliseconds after which a pending request counts as a stream or a long poll. */
const STREAM_MS = 20_000;
/**
 * Milliseconds for the body of a response to come: a script may leave it unread, and the browser then never tells that it ended.
 * One whose length is known and small comes with its headers.
 */
const BODY_MS = 3_000;
const SMALL_BODY_MS = 500;
const SMALL = 100_000;

/** Kinds of requests that may load what a page shows. */
const BRINGS = new Set(['document', 'xhr', 'fetch', 'script', 'other']);
const READS = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Files that hold no records. */
const STATIC = /\.(js|mjs|css|map|svg|png|jpe?g|gif|webp|ico|woff2?|ttf)$/i;

/** A request that may have changed something, with the status of its response; 0 where none came. */
export interface Write {
  method: string;
  path: string;
  status: number;
}

/** The requests of a page since its last act: what it still loads, what it changed, and what failed. */
export class Traffic {
  readonly #page: Page;
  readonly #hosts: Hosts;
  readonly #sockets: Sockets;
  readonly #pending = new Map<Request, number>();
  /** All requests that have not ended, those that do not keep the page from resting, too. */
  readonly #open = new Set<Request>();
  /** Until when each request that got a response may still load its body. */
  readonly #responded = new WeakMap<Request, number>();
  /** Requests whose silence was told. */
  readonly #told = new WeakSet<Request>();
  #lastResponse = 0;
  /** Addresses read since the last act. Reading one again is polling, and does not keep the page from resting. */
  #read = new Set<string>();
  #writes: Write[] = [];
  #failures: string[] = [];
  /** POSTs without an act, such as polling by GraphQL. */
  readonly #idle = new Set<string>();
  /** Whether the page came to rest after the act. */
  isSettled = true;
  /** Whether the document is the response to a form. */
  isPosted = false;

  /**
   * @param hosts which hosts respond; shared by the pages of a portal
   * @param responded is called at each response
   */
  constructor(page: Page, hosts: Hosts, responded: () => void) {
    this.#page = page;
    this.#hosts = hosts;
    this.#sockets = new Sockets(page);
    page.on('request', (request) => this.#onRequest(request));
    page.on('response', (response) => {
      this.#lastResponse = Date.now();
      responded();
      this.#onResponse(response);
    });
    page.on('requestfinished', (request) => this.#onEnd(request));
    page.on('requestfailed', (request) => this.#onFailure(request));
  }

  /** Marks the beginning of an act: earlier requests do not count any more. */
  begin(): void {
    this.#read = new Set();
    this.#writes = [];
    this.#failures = [];
    this.isSettled = false;
  }

  /** Requests since the last act that may have changed something and got a response. */
  get writes(): readonly Write[] {
    return this.#writes;
  }

  /** Failed responses since the last act, because of which the page may not show everything. */
  get failures(): readonly string[] {
    return this.#failures;
  }

  /** Whether something is still being loaded. */
  get isLoading(): boolean {
    const now = Date.now();
    for (const [request, since] of this.#waiting) if (now - since >= STREAM_MS) this.#hosts.lost(request.url());
    if (this.#sockets.isWaiting) return true;
    return [...this.#pending].some(([request, since]) => now < (this.#responded.get(request) ?? since + STREAM_MS));
  }

  /** Whether no request at all is under way. */
  get isIdle(): boolean {
    return this.#open.size === 0;
  }

  /** Whether a request that may change something waits for its response. */
  get isSending(): boolean {
    return [...this.#pending.keys()].some((one) => !READS.has(one.method()) && !this.#responded.has(one));
  }

  /** Whether a request waits for its response. */
  get hangs(): boolean {
    return this.#waiting.some(([request]) => this.#counts(request));
  }

  #counts(request: Request): boolean {
    return request.isNavigationRequest() || this.#hosts.responds(request.url());
  }

  get #waiting(): (readonly [Request, number])[] {
    return [...this.#pending].filter(([request]) => !this.#responded.has(request));
  }

  /**
   * A request that got nothing at all for as long as a stream takes to be told from one, while nothing else that was sent later
   * got a response either: a portal that holds back a long poll responds to others.
   */
  get unanswered(): string | undefined {
    const [request] = this.#silent;
    return request && `${nameOf(request)} got no response`;
  }

  /** Whether there is such a request that was not told before. From now on it was. */
  tellsSilence(): boolean {
    const fresh = this.#silent.filter((request) => !this.#told.has(request));
    for (const request of fresh) this.#told.add(request);
    return fresh.length > 0;
  }

  get #silent(): Request[] {
    const now = Date.now();
    return this.#waiting.flatMap(([request, since]) =>
      now - since >= STREAM_MS && since >= this.#lastResponse && this.#counts(request) ? [request] : [],
    );
  }

  #onEnd(request: Request): void {
    this.#pending.delete(request);
    this.#open.delete(request);
  }

  #onRequest(request: Request): void {
    if (!matters(request)) return;
    if (isOfPage(request, this.#page)) this.#open.clear();
    this.#open.add(request);
    if (this.#hosts.isSilent(request.url()) && !request.isNavigationRequest()) return;
    // Requests of the page that is being left do not matter any more.
    if (isOfPage(request, this.#page)) {
      this.#pending.clear();
      this.#read.clear();
      this.isPosted = request.method() !== 'GET' && request.redirectedFrom() === null;
    }
    if (!READS.has(request.method())) {
      if (this.isSettled) this.#idle.add(nameOf(request));
      this.#pending.set(request, Date.now());
      return;
    }
    if (!BRINGS.has(request.resourceType()) || this.#read.has(request.url())) return;
    this.#read.add(request.url());
    this.#pending.set(request, Date.now());
  }

  #onResponse(response: Response): void {
    const request = response.request();
    if (!matters(request)) return;
    this.#hosts.responded(request.url());
    const length = Number(response.headers()['content-length'] ?? Infinity);
    this.#responded.set(request, Date.now() + (length <= SMALL ? SMALL_BODY_MS : BODY_MS));
    const status = response.status();
    const broken = status >= 500 || [401, 403, 429].includes(status);
    this.#note(request, status, broken ? `${status} to ${nameOf(request)}` : undefined);
  }

  #onFailure(request: Request): void {
    this.#open.delete(request);
    if (!matters(request)) return;
    const aborted = /ABORTED/.test(request.failure()?.errorText ?? '');
    if (!this.#responded.has(request)) {
      const explains = !aborted && this.#counts(request);
      this.#note(request, 0, explains ? `no response to ${nameOf(request)}` : undefined);
      if (!aborted) this.#hosts.lost(request.url());
    }
    this.#pending.delete(request);
  }

  #note(request: Request, status: number, failure: string | undefined): void {
    const isRead = READS.has(request.method());
    if (!isRead && !this.#idle.has(nameOf(request)))
      this.#writes.push({ method: request.method(), path: pathOf(request), status });
    if (failure !== undefined && isRead && this.#pending.has(request) && !STATIC.test(pathOf(request)))
      this.#failures.push(failure);
  }
}

/**
 * Not what a page carries in itself (`data:`, `blob:`), whose end is not always told, nor a beacon, which tells others what was
 * clicked.
 */
const matters = (request: Request) => /^https?:/.test(request.url()) && request.resourceType() !== 'ping';

const isOfPage = (request: Request, page: Page) =>
  request.isNavigationRequest() && request.frame() === page.mainFrame();

const nameOf = (request: Request) => `${request.method()} ${pathOf(request)}`;

function pathOf(request: Request): string {
  const url = request.url();
  return URL.canParse(url) ? new URL(url).pathname : url.slice(0, 80);
}
