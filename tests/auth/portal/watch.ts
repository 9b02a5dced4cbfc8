import { setTimeout as delay } from 'node:timers/promises';
import type { Dialog, Page, Request } from '@playwright/test';
import { fingerprint } from './fingerprint.ts';

/** A page that did not come to rest, or did not load: no evidence of anything. */
export class NotSettled extends Error {}

/** A page that came to rest without the element that was looked for. */
export class NotFound extends NotSettled {}

/** A list that the portal does not show to the signed-in user. */
export class Withheld extends NotSettled {}

/** Milliseconds for a page to come to rest; only endless movement or loading takes as long. */
const PATIENCE_MS = 45_000;
/** Milliseconds without a change after which a page counts as resting: the least, and the most on a slow portal. */
const LEAST_QUIET_MS = 300;
const MOST_QUIET_MS = 3_000;
/** Milliseconds after which a pending request counts as a stream or a long poll. */
const STREAM_MS = 20_000;
/** Milliseconds between two looks: the first ones come sooner, because most things are there at once. */
const LOOKS_MS = [10, 20, 40];
/** Milliseconds for a fade; a longer one is an animation that its page restarts again and again. */
const FADES_MS = 3_000;

/** Kinds of requests that may load what a page shows. */
const BRINGS = new Set(['document', 'xhr', 'fetch', 'script', 'other']);
const READS = new Set(['GET', 'HEAD', 'OPTIONS']);

/** A request that may have changed something, with the status of its response; 0 where none came. */
export interface Write {
  method: string;
  path: string;
  status: number;
}

/** How slow a portal is, measured at the first loads of its pages; shared by all pages of one portal. */
export class Pace {
  #slowest = 0;
  /** Throws where the run is to end, so that no page is waited for any longer. */
  readonly heed: () => void;

  constructor(heed: () => void = () => undefined) {
    this.heed = heed;
  }

  /** The same pace, for cleanup that must finish however the run ends. */
  calm(): Pace {
    const pace = new Pace();
    pace.#slowest = this.#slowest;
    return pace;
  }

  note(ms: number): void {
    this.#slowest = Math.max(this.#slowest, ms);
  }

  /** Milliseconds without a change after which a page counts as resting: as long as a first load took. */
  get quietMs(): number {
    return Math.min(MOST_QUIET_MS, Math.max(LEAST_QUIET_MS, this.#slowest));
  }
}

/**
 * Decides whether a page has come to rest. Only this class decides that something is absent: the network must be quiet and the
 * page unchanged for as long as a first load took.
 */
export class PageWatch {
  readonly #page: Page;
  readonly #pace: Pace;
  readonly #pending = new Map<Request, number>();
  /** Addresses read since the last act. Reading one again is polling, and does not keep the page from resting. */
  #read = new Set<string>();
  #writes: Write[] = [];
  #failures: string[] = [];
  /** POSTs without an act, such as polling by GraphQL. */
  readonly #idle = new Set<string>();
  #settled = true;
  /** Whether the document is the response to a form. */
  #posted = false;
  /** A native pop-up that is open; the page does nothing else meanwhile. */
  dialog: Dialog | undefined;
  /** Texts of alerts since the last act. */
  said: string[] = [];
  #confirming = false;
  #opened: (() => void)[] = [];

  constructor(page: Page, pace: Pace) {
    this.#page = page;
    this.#pace = pace;
    page.on('request', (request) => this.#onRequest(request));
    page.on('requestfinished', (request) => void this.#onEnd(request));
    page.on('requestfailed', (request) => void this.#onEnd(request));
    page.on('dialog', (dialog) => void this.#onDialog(dialog));
  }

  /** Marks the beginning of an act: earlier requests, alerts and failures do not count any more. */
  begin({ confirming = false } = {}): void {
    this.#read = new Set();
    this.#writes = [];
    this.#failures = [];
    this.said = [];
    this.#confirming = confirming;
    this.#settled = false;
  }

  /** Requests since the last act that may have changed something and got a response. */
  get writes(): readonly Write[] {
    return this.#writes;
  }

  /** Failed responses since the last act, because of which the page may not show everything. */
  get failures(): readonly string[] {
    return this.#failures;
  }

  /** Loads the page again by its address: a form that led here is not sent again. */
  async reload(): Promise<void> {
    this.begin();
    await (this.#posted ? this.#page.goto(this.#page.url()) : this.#page.reload());
    await this.settle();
  }

  /** Waits for the responses to the requests that were sent, if any. */
  async sent(): Promise<void> {
    await this.settle(() => Promise.resolve(![...this.#pending.keys()].some((one) => !READS.has(one.method()))));
  }

  /** Resolves when a native pop-up opens. */
  opened(): Promise<void> {
    return this.dialog ? Promise.resolve() : new Promise((resolve) => this.#opened.push(resolve));
  }

  /**
   * Waits until something is seen, or the page rests without it.
   * @returns whether it was seen; false only where the page has come to rest
   * @throws NotSettled where the page does neither in time, Interrupted where the run is to end
   */
  async settle(seen: () => Promise<boolean> = () => Promise.resolve(false)): Promise<boolean> {
    const started = Date.now();
    let [since, print, looks] = [started, '', 0];
    for (;;) {
      this.#pace.heed();
      if (this.dialog !== undefined) return seen();
      if (await seen()) {
        this.#pace.note(Date.now() - started);
        return true;
      }
      const now = (await this.#print()) ?? `moving ${looks}`;
      looks += 1;
      const isMoving = now.startsWith('busy') || (now.startsWith('fading') && Date.now() - started < FADES_MS);
      const shown = now.replace(/^fading/, 'idle');
      if (shown !== print || isMoving || this.#loading()) [since, print] = [Date.now(), shown];
      else if (Date.now() - since >= this.#pace.quietMs) {
        this.#settled = true;
        return false;
      }
      if (Date.now() - started > PATIENCE_MS) throw new NotSettled(this.#why());
      await delay(LOOKS_MS[looks - 1] ?? LOOKS_MS.at(-1));
    }
  }

  /** The page's fingerprint; undefined between two documents. A native pop-up stops all scripts. */
  async #print(): Promise<string | undefined> {
    if (this.#page.isClosed()) throw new NotSettled('the page was closed');
    const shown = this.#page.evaluate(fingerprint).catch(() => undefined);
    return Promise.race([shown, this.opened().then(() => undefined)]);
  }

  #loading(): boolean {
    const now = Date.now();
    return [...this.#pending.values()].some((since) => now - since < STREAM_MS);
  }

  #why(): string {
    const [request] = this.#pending.keys();
    const what = request ? `${request.method()} ${pathOf(request)} got no response` : 'it kept changing';
    return `the page did not come to rest within ${PATIENCE_MS / 1000} s: ${what}`;
  }

  #onRequest(request: Request): void {
    const name = `${request.method()} ${pathOf(request)}`;
    // Requests of the page that is being left do not matter any more.
    if (request.isNavigationRequest() && request.frame() === this.#page.mainFrame()) {
      this.#pending.clear();
      this.#read.clear();
      this.#posted = request.method() !== 'GET' && request.redirectedFrom() === null;
    }
    if (!READS.has(request.method())) {
      if (this.#settled) this.#idle.add(name);
      this.#pending.set(request, Date.now());
      return;
    }
    if (!BRINGS.has(request.resourceType()) || this.#read.has(request.url())) return;
    this.#read.add(request.url());
    this.#pending.set(request, Date.now());
  }

  async #onEnd(request: Request): Promise<void> {
    const response = request.failure() === null ? await request.response().catch(() => null) : null;
    const status = response?.status() ?? 0;
    const name = `${request.method()} ${pathOf(request)}`;
    const reads = READS.has(request.method());
    if (!reads && !this.#idle.has(name)) this.#writes.push({ method: request.method(), path: pathOf(request), status });
    const aborted = /ABORTED/.test(request.failure()?.errorText ?? '');
    const broken = status >= 500 || [401, 403, 429].includes(status) || (status === 0 && !aborted);
    if (reads && this.#pending.has(request) && request.resourceType() !== 'script' && broken)
      this.#failures.push(status === 0 ? `no response to ${name}` : `${status} to ${name}`);
    this.#pending.delete(request);
  }

  async #onDialog(dialog: Dialog): Promise<void> {
    const type = dialog.type();
    if (type === 'alert') this.said.push(dialog.message());
    if (type === 'alert' || type === 'beforeunload' || !this.#confirming) {
      // A confirmation without an act is declined; an alert can only be accepted.
      await (type === 'confirm' || type === 'prompt' ? dialog.dismiss() : dialog.accept()).catch(() => undefined);
      return;
    }
    this.dialog = dialog;
    for (const tell of this.#opened.splice(0)) tell();
  }
}

function pathOf(request: Request): string {
  const url = request.url();
  return URL.canParse(url) ? new URL(url).pathname : url.slice(0, 80);
}
