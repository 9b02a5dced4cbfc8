/**
 * The requests that one IT provider has left. Counts over a sliding window that starts when a response is complete: the strictest
 * reading of "50 requests within a minute", so it is safe with every kind of limiter.
 */
export class Budget {
  readonly #spends: number[] = [];
  readonly #windowMs: number;
  readonly #most: number;

  /**
   * @param limit requests allowed in a window
   * @param windowMs length of the window
   * @param margin requests left for others who use the same provider meanwhile
   * @param slackMs added to the window against clocks that differ
   */
  constructor(limit: number, windowMs: number, margin = 0, slackMs = 0) {
    this.#most = Math.max(1, limit - margin);
    this.#windowMs = windowMs + slackMs;
  }

  /** Most requests that fit in a window, without the margin. */
  get most(): number {
    return this.#most;
  }

  /** Notes a request that the target may have counted; `at` is when its response was complete (ms). */
  spend(at: number): void {
    this.#spends.push(at);
  }

  /** Milliseconds to wait, from `now`, until `count` requests fit. */
  wait(now: number, count = 1): number {
    const free = Math.min(count, this.#most);
    const recent = this.#recent(now);
    const over = recent.length + free - this.#most;
    if (over <= 0) return 0;
    return Math.max(0, (recent[over - 1] ?? now) + this.#windowMs - now);
  }

  /** Requests that fit right now. */
  left(now: number): number {
    return Math.max(0, this.#most - this.#recent(now).length);
  }

  #recent(now: number): number[] {
    while (this.#spends[0] !== undefined && this.#spends[0] + this.#windowMs <= now) this.#spends.shift();
    return this.#spends;
  }
}
