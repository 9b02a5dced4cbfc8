/** Characters that are compared at once, and places of a text between two looks: each literal of `LONG` holds a whole look. */
const LOOK = 8;
const LONG = 12;
const STEP = LONG - LOOK + 1;

/**
 * A quick test that nearly every text holds none of many literals: responses are large, and rarely hold a secret. In a literal of
 * twelve characters, a part of eight begins at one of every five places.
 */
export class Literals {
  readonly #short: readonly string[];
  readonly #looks = new Set<number>();

  constructor(literals: Iterable<string>) {
    const all = [...new Set(literals)];
    this.#short = all.filter(({ length }) => length < LONG);
    for (const literal of all.filter(({ length }) => length >= LONG))
      for (let at = 0; at + LOOK <= LONG; at += 1) this.#looks.add(look(literal, at));
  }

  /** Whether a text may hold one of them; always true where it does. */
  mayBeIn(text: string): boolean {
    for (let at = 0; at + LOOK <= text.length; at += STEP) if (this.#looks.has(look(text, at))) return true;
    return this.#short.some((literal) => text.includes(literal));
  }
}

/** A number for the characters at a place. */
function look(text: string, at: number): number {
  let number = 0;
  for (let i = at; i < at + LOOK; i += 1) number = (Math.imul(number, 31) + text.charCodeAt(i)) | 0;
  return number;
}
