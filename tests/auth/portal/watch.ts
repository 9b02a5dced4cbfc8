import { setTimeout as delay } from 'node:timers/promises';
import { errors, type Dialog, type Page } from '@playwright/test';
import { fingerprint } from './fingerprint.ts';
import { NotSettled } from './not-settled.ts';
import type { Pace } from './pace.ts';
import { PENDING } from './pending.ts';
import { Traffic, type Write } from './traffic.ts';

/** Milliseconds for a page to come to rest; only endless movement or loading takes as long. */
const PATIENCE_MS = 45_000;
/** Milliseconds between two looks: the first ones come sooner, because most things are there at once. */
const LOOKS_MS = [10, 20, 40];
/** Milliseconds for a fade; a longer one is an animation that its page restarts again and again. */
const FADES_MS = 3_000;

/**
 * Milliseconds, and frames drawn, after which a page counts as resting that waits for nothing: no timer, frame or request, and nothing
 * that feeds it. However slow its portal is, nothing is under way that could change it.
 */
const STILL_MS = 100;
const STILL_FRAMES = 2;

/**
 * Decides whether a page has come to rest. Only this class decides that something is absent: the network must be quiet and the
 * page unchanged for as long as a first load took, or for a moment where it waits for nothing any more.
 */
export class PageWatch {
  readonly #page: Page;
  readonly #pace: Pace;
  readonly #traffic: Traffic;
  /** A native pop-up that is open; the page does nothing else meanwhile. */
  dialog: Dialog | undefined;
  /** Texts of alerts since the last act. */
  said: string[] = [];
  #confirming = false;
  #opened: (() => void)[] = [];

  constructor(page: Page, pace: Pace) {
    this.#page = page;
    this.#pace = pace;
    this.#traffic = new Traffic(page, pace.hosts, () => pace.responded());
    page.on('dialog', (dialog) => void this.#onDialog(dialog));
  }

  /** Marks the beginning of an act: earlier requests, alerts and failures do not count any more. */
  begin({ confirming = false } = {}): void {
    this.#traffic.begin();
    this.said = [];
    this.#confirming = confirming;
  }

  /** Requests since the last act that may have changed something and got a response. */
  get writes(): readonly Write[] {
    return this.#traffic.writes;
  }

  /** Failed responses since the last act, because of which the page may not show everything. */
  get failures(): readonly string[] {
    return this.#traffic.failures;
  }

  /** A request that got nothing at all, for so long that it is no stream. */
  get unanswered(): string | undefined {
    return this.#traffic.unanswered;
  }

  /** Opens an address; it may be the one that is open. @throws NotSettled where the portal was given up */
  async open(url: string): Promise<void> {
    this.begin();
    const document = () => this.#page.url().split('#')[0];
    const before = document();
    await this.load(() => this.#page.goto(url));
    // An address that differs from the open one only in its fragment loads nothing.
    if (url.includes('#') && before === document()) await this.load(() => this.#page.reload());
  }

  /** Loads the page again by its address: a form that led here is not sent again. */
  async reload(): Promise<void> {
    this.begin();
    await this.load(() => (this.#traffic.isPosted ? this.#page.goto(this.#page.url()) : this.#page.reload()));
    await this.settle();
  }

  /**
   * Does what may load a page.
   * @throws NotSettled where the portal does not respond, or was given up
   */
  async load(go: () => Promise<unknown>): Promise<void> {
    this.#pace.heed();
    try {
      await go();
    } catch (error) {
      if (!(error instanceof Error) || !this.#isSilence(error)) throw error;
      this.#pace.lost();
      throw new NotSettled(`the portal did not respond in time: ${error.message.split('\n')[0]}`, { cause: error });
    }
  }

  #isSilence(error: Error): boolean {
    // What hangs is aborted by the next attempt to load the same page, and takes that with it.
    if (error.message.includes('ERR_ABORTED')) return this.#pace.isWaiting;
    // A control that something covers takes no click in time, either.
    return error instanceof errors.TimeoutError && this.#traffic.hangs;
  }

  /** Waits for the responses to the requests that were sent, if any. */
  async sent(): Promise<void> {
    await this.settle(() => Promise.resolve(!this.#traffic.isSending));
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
    let still: { since: number; frames: number } | undefined;
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
      const shown = now.replace(/^(fading|still\d+)/, 'idle');
      const frames = this.#traffic.isIdle ? Number(/^still(\d+)/.exec(now)?.[1] ?? NaN) : NaN;
      if (Number.isNaN(frames) || shown !== print || frames < (still?.frames ?? 0)) still = undefined;
      if (!Number.isNaN(frames)) still ??= { since: Date.now(), frames };
      const isStill =
        still !== undefined && Date.now() - still.since >= STILL_MS && frames - still.frames >= STILL_FRAMES;
      if (shown !== print || isMoving || this.#traffic.isLoading) [since, print] = [Date.now(), shown];
      else if (isStill || Date.now() - since >= this.#pace.quietMs) {
        this.#traffic.isSettled = true;
        if (this.#traffic.tellsSilence()) this.#pace.lost();
        return false;
      }
      if (Date.now() - started > PATIENCE_MS) {
        if (this.#traffic.tellsSilence()) this.#pace.lost();
        throw new NotSettled(this.#why(now));
      }
      await delay(LOOKS_MS[looks - 1] ?? LOOKS_MS.at(-1));
    }
  }

  /** The page's fingerprint; undefined between two documents. A native pop-up stops all scripts. */
  async #print(): Promise<string | undefined> {
    if (this.#page.isClosed()) throw new NotSettled('the page was closed');
    const shown = this.#page.evaluate(fingerprint, PENDING).catch(() => undefined);
    return Promise.race([shown, this.opened().then(() => undefined)]);
  }

  #why(print: string): string {
    const shown = print.startsWith('busy') ? 'it shows that it is loading' : 'it kept changing';
    return `the page did not come to rest within ${PATIENCE_MS / 1000} s: ${this.#traffic.unanswered ?? shown}`;
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
