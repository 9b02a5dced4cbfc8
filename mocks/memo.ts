/**
 * Results by key, at most `capacity` of them. A key is kept from its second sight on, so that a stream of keys that
 * never return pushes nothing out; when full, everything is let go.
 */
export class Memo<Value> {
  readonly #capacity: number;
  readonly #kept = new Map<string, Value>();
  readonly #seen = new Set<string>();

  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  /** The kept value of `key`, or `make()`. */
  get(key: string, make: () => Value): Value {
    const kept = this.#kept.get(key);
    if (kept !== undefined) return kept;
    const value = make();
    if (!this.#seen.has(key)) {
      if (this.#seen.size >= this.#capacity * 4) this.#seen.clear();
      this.#seen.add(key);
      return value;
    }
    if (this.#kept.size >= this.#capacity) this.#kept.clear();
    this.#kept.set(key, value);
    return value;
  }

  clear(): void {
    this.#kept.clear();
    this.#seen.clear();
  }
}
