/** Waits shorter than this are not worth a line. */
const SAID_MS = 3_000;

/** How often a run says how far it has come. */
const TELL_EVERY_MS = 15_000;

/** Tells whoever watches a run what it does and waits for, and how long the whole of it will take. */
export class ProgressReporter {
  readonly #write: ((line: string) => void) | undefined;
  readonly #everyMs: number;
  #told = performance.now();
  /** Makes the line that says how far the run has come; undefined until that is known. */
  status: (() => string) | undefined;

  /**
   * @param write takes a line; undefined where nobody watches
   * @param everyMs how often it is said how far the run has come
   */
  constructor(write: ((line: string) => void) | undefined, everyMs = TELL_EVERY_MS) {
    this.#write = write;
    this.#everyMs = everyMs;
  }

  say(line: string): void {
    this.#write?.(line);
  }

  /** Says that nothing is sent for so many milliseconds of real time. */
  waiting(ms: number, reason: string): void {
    if (ms < SAID_MS) return;
    this.say(`pausing ${Math.ceil(ms / 1000)} s: ${reason}`);
    // A pause takes longer than the time between two of these, so they would all come before or after pauses.
    this.tick(0);
  }

  /** Says now and then how far the run has come. @param everyMs how long ago it was said last, at least */
  tick(everyMs = this.#everyMs): void {
    if (this.#write === undefined || this.status === undefined) return;
    const now = performance.now();
    if (now - this.#told < everyMs) return;
    this.#told = now;
    this.say(this.status());
  }
}
