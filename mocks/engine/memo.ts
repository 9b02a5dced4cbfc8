/** Values by key, at most `capacity` of them; when full, everything is let go. A capacity of 0 keeps nothing. */
export class Kept<Key, Value> {
  readonly #capacity: number;
  readonly #values = new Map<Key, Value>();

  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  get(key: Key): Value | undefined {
    return this.#values.get(key);
  }

  set(key: Key, value: Value): void {
    if (this.#capacity === 0) return;
    if (this.#values.size >= this.#capacity) this.#values.clear();
    this.#values.set(key, value);
  }
}

/**
 * Results by text. A text is kept from its second sight on, so that a stream of texts that never return pushes nothing
 * out: to admit everything was slower than to keep nothing.
 */
export class Memo<Value> {
  readonly #capacity: number;
  readonly #kept: Kept<string, Value>;
  readonly #seen = new Set<string>();

  constructor(capacity: number) {
    this.#capacity = capacity;
    this.#kept = new Kept(capacity);
  }

  /** The kept value of `key`, or `make(whether it will be kept)`. */
  get(key: string, make: (kept: boolean) => Value): Value {
    const known = this.#kept.get(key);
    if (known !== undefined) return known;
    if (this.#capacity === 0) return make(false);
    if (!this.#seen.has(key)) {
      if (this.#seen.size >= this.#capacity * 2) this.#seen.clear();
      this.#seen.add(key);
      return make(false);
    }
    const value = make(true);
    this.#kept.set(key, value);
    return value;
  }
}
