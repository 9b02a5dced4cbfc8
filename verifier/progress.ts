/** Waits shorter than this are not worth a line. */
const SAID_MS = 3_000;

/** How often a run reports its progress. */
const TELL_EVERY_MS = 15_000;

/** Tells the user what a run does and waits for, and how long it will take. */
export class ProgressReporter {
  readonly #write: ((line: string) => void) | undefined;
  readonly #everyMs: number;
  #told = performance.now();
  /** Makes the line on the progress of the run; undefined until that is known. */
  status: (() => string) | undefined;

  /**
   * @param write takes a line; undefined where nobody reads it
   * @param everyMs how often progress is reported
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
    // Pauses are longer than the interval, so without this every status line would come right before or after one.
    this.tick(0);
  }

  /** Reports progress, unless that was done less than `everyMs` ago. */
  tick(everyMs = this.#everyMs): void {
    if (this.#write === undefined || this.status === undefined) return;
    const now = performance.now();
    if (now - this.#told < everyMs) return;
    this.#told = now;
    this.say(this.status());
  }
}
