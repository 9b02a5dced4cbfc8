import { drawFor, otherWord } from './letters.ts';

/** Shorter texts identify nobody. */
const SHORTEST = 4;
/** Originals up to this length may appear in an invented text by chance. */
const BY_CHANCE = 12;
const ATTEMPTS = 200;

const WORD = /[\p{L}\p{N}\p{M}\p{So}]+/gu;
/** The scheme of an address, which stays. */
const SCHEME = /^(?:https?|ftp|mailto|tel|www)(?=[:.])/iu;

const WAYS = /^(?:https?|mailto)$/i;

/** Replaces texts by invented ones: the same word by the same word everywhere, so that names still agree. */
export class TextScrubber {
  readonly #salt: Buffer;
  readonly #originals: ReadonlySet<string>;
  readonly #lengths: readonly number[];
  readonly #words = new Map<string, string>();
  readonly #texts = new Map<string, string>();

  /**
   * @param salt random and stored nowhere: without it nobody can restore the originals
   * @param originals every text of the account, none of which may be left
   */
  constructor(salt: Buffer, originals: Iterable<string>) {
    this.#salt = salt;
    const words = [...originals].flatMap((text) => [
      text,
      ...(text.match(WORD) ?? []).filter((word) => !WAYS.test(word)),
    ]);
    this.#originals = new Set(words.filter((text) => text.length >= SHORTEST));
    const lengths = new Set([...this.#originals].map(({ length }) => length));
    this.#lengths = [...lengths].filter((length) => length <= BY_CHANCE);
  }

  /** The replacement of a text: as long, in the same alphabet, with the same punctuation. */
  text(original: string): string {
    const known = this.#texts.get(original);
    if (known !== undefined) return known;
    const made = this.#made(original);
    this.#texts.set(original, made);
    return made;
  }

  #made(original: string): string {
    const scheme = SCHEME.exec(original)?.[0] ?? '';
    const replaced = original.slice(scheme.length).replace(WORD, (word) => this.#word(word));
    const text = scheme + replaced;
    if (!this.holdsOriginal(text)) return text;
    // If two words together happen to make an original text, this text gets words of its own.
    for (let turn = 0; turn < ATTEMPTS; turn += 1) {
      const draw = drawFor(this.#salt, `text ${turn} ${original}`);
      const kept = turn < ATTEMPTS / 2 ? scheme : '';
      const other = kept + original.slice(kept.length).replace(WORD, (word) => otherWord(word, draw));
      if (!this.holdsOriginal(other)) return other;
    }
    return '-'.repeat(Math.min(original.length, SHORTEST - 1));
  }

  /** Words are the same whatever their case, and keep it. */
  #word(word: string): string {
    const known = this.#words.get(word);
    if (known !== undefined) return known;
    const base = word.toLowerCase();
    let made = word;
    for (let turn = 0; turn < ATTEMPTS; turn += 1) {
      const lower = otherWord(base, drawFor(this.#salt, `word ${turn} ${base}`));
      made = inCaseOf(word, lower, base) ?? otherWord(word, drawFor(this.#salt, `word ${turn} ${word}`));
      if (!this.holdsOriginal(made)) break;
    }
    this.#words.set(word, made);
    return made;
  }

  /** Whether a text holds one of the originals; short ones that may appear by chance only count as the whole text. */
  holdsOriginal(text: string): boolean {
    if (this.#originals.has(text)) return true;
    return this.#lengths.some((length) => {
      for (let at = 0; at + length <= text.length; at += 1) {
        if (this.#originals.has(text.slice(at, at + length))) return true;
      }
      return false;
    });
  }
}

/** An invented word with the capitals of the original; undefined where the letters of both cases do not correspond one to one. */
function inCaseOf(word: string, lower: string, base: string): string | undefined {
  const [shape, letters] = [[...word], [...lower]];
  if (shape.length !== letters.length || base.length !== word.length) return undefined;
  const made = letters.map((letter, i) => (shape[i] === shape[i]?.toLowerCase() ? letter : letter.toUpperCase()));
  return made.join('').length === word.length ? made.join('') : undefined;
}
