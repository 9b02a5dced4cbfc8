/** Waits shorter than this are not worth a line. */
const SAID_MS = 3_000;

/** How often a run says how far it has come. */
const TELL_EVERY_MS = 15_000;

/** Tells whoever watches a live run what it does and waits for; silent where nobody need wait. */
export class ProgressReporter {
  readonly #write: ((line: string) => void) | undefined;
  #told = performance.now();

  /** @param write takes a line; undefined where nobody watches */
  constructor(write: ((line: string) => void) | undefined) {
    this.#write = write;
  }

  say(line: string): void {
    this.#write?.(line);
  }

  waiting(ms: number, reason: string): void {
    if (ms >= SAID_MS) this.say(`pausing ${Math.ceil(ms / 1000)} s: ${reason}`);
  }

  /** Says a line now and then; it is made only where it is said. */
  progress(line: () => string): void {
    const now = performance.now();
    if (now - this.#told < TELL_EVERY_MS) return;
    this.#told = now;
    this.say(line());
  }
}
