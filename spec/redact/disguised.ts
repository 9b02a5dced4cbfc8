import { Literals } from './literals.ts';
import { placedPlain, placedUnescaped, plain, unescaped, type Letters } from './plain.ts';

/** A stretch of a text in which a secret is, with the secret's name. */
export interface Hit {
  readonly start: number;
  readonly end: number;
  readonly name: string;
}

/** A way of writing a secret, as letters and digits, and how many of them in a row give it away. */
interface Form {
  readonly name: string;
  readonly text: string;
  readonly least: number;
}

/** Letters and digits that a value must have to be looked for in disguise: fewer are in many texts by chance. */
const SHORTEST = 8;
/** Characters of a key that are as secret as the key: its beginning, and its end. */
const TELLING = 12;
/** Most nested encodings that are decoded. */
const DEEPEST = 3;
/** Words that were looked into and held nothing, kept to save the work. */
const MOST_KNOWN = 50_000;

// A pattern without an upper bound overflows the stack on a word of some megabytes. Pieces of this length end between two bytes.
const BASE64 = /[A-Za-z0-9+/_-]{11,1000000}={0,2}/g;
const HEX = /(?:[0-9a-f]{2}){8,500000}/gi;
const READABLE = /[\x09\x0a\x0d\x20-\x7e]{8}/;
/** A backslash before a letter: an escape for a control character, or a backslash and a letter. */
const LETTER = /\\[bfnrt]/i;
/** Escapes, written backwards. */
const BACKWARDS = /[0-9a-f]{2}%|[0-9a-f]{2,4}[ux]\\|;[0-9a-fx]+#&|;\w+&/i;
/** The border between two texts of a file: no value crosses it. */
const BORDER = /["'}\]]\s*[,:]\s*["'[{]|[<>]/;

const reversed = (text: string) => text.split('').reverse().join('');

/**
 * Finds secrets however they are written: escaped (URL, JSON, HTML), in base64 or hex, backwards, in groups, in another
 * case, only their beginning or end; and any two of these within each other.
 */
export class Disguises {
  readonly #forms: readonly Form[];
  /** Whether a secret has a backslash before a letter itself. */
  readonly #slashed: boolean;
  /** Whether a secret has a percent sign itself, which begins an escape with whatever comes after. */
  readonly #percent: boolean;
  readonly #known = new Set<string>();
  readonly #ends: Literals;

  constructor(values: Readonly<Record<string, string>>) {
    this.#percent = Object.values(values).some((value) => value.includes('%'));
    this.#slashed = Object.values(values).some((value) => LETTER.test(value));
    this.#forms = Object.entries(values)
      .filter(([, value]) => plain(value, 'escapes').length >= SHORTEST)
      .flatMap(([name, value]) => formsOf(name, value))
      .sort((a, b) => b.text.length - a.text.length);
    this.#ends = new Literals(this.#forms.flatMap(({ text, least }) => [text.slice(0, least), text.slice(-least)]));
  }

  /** Where the secrets are, in order and apart. */
  in(text: string): Hit[] {
    return apart(this.#search(text, DEEPEST));
  }

  #search(text: string, depth: number): Hit[] {
    if (this.#forms.length === 0 || text.length < SHORTEST) return [];
    return [
      ...this.#located(text),
      ...(BACKWARDS.test(text) ? this.#locatedBackwards(text) : []),
      ...(depth > 0 ? this.#packed(text, depth) : []),
    ];
  }

  #located(text: string): Hit[] {
    const ways: Letters[] = this.#slashed || LETTER.test(text) ? ['escapes', 'letters'] : ['escapes'];
    if (this.#percent) ways.push('gaps');
    return ways.flatMap((letters) => (this.#isIn(plain(text, letters)) ? this.#placed(text, letters) : []));
  }

  #isIn(text: string): boolean {
    return (
      this.#ends.mayBeIn(text) &&
      this.#forms.some(
        ({ text: form, least }) => text.includes(form.slice(0, least)) || text.includes(form.slice(-least)),
      )
    );
  }

  #placed(text: string, letters: Letters): Hit[] {
    const { text: bare, from, to } = placedPlain(text, letters);
    return this.#forms.flatMap((form) =>
      stretches(bare, form).flatMap((ends) => {
        const stretch = ends
          .map(([first, end]) => ({ start: from[first] ?? 0, end: to[end - 1] ?? 0, name: form.name }))
          .find(({ start, end }) => !BORDER.test(text.slice(start, end)));
        return stretch ?? [];
      }),
    );
  }

  #locatedBackwards(text: string): Hit[] {
    return this.#located(reversed(text)).map(({ start, end, name }) => ({
      start: text.length - end,
      end: text.length - start,
      name,
    }));
  }

  /** Words in base64 or hex that hold a secret; such a word is hidden whole. */
  #packed(text: string, depth: number): Hit[] {
    const bare = unescaped(text);
    const words = [...bare.matchAll(BASE64), ...bare.matchAll(HEX)];
    if (!words.some(([word]) => this.#inside(word, depth) !== undefined)) return [];
    const placed = placedUnescaped(text);
    return [...placed.text.matchAll(BASE64), ...placed.text.matchAll(HEX)].flatMap(({ 0: word, index }) => {
      const name = this.#inside(word, depth);
      const [start, end] = [placed.from[index] ?? 0, placed.to[index + word.length - 1] ?? 0];
      return name === undefined ? [] : [{ start, end, name }];
    });
  }

  /** The secret that a word holds, if any. */
  #inside(word: string, depth: number): string | undefined {
    if (this.#known.has(word)) return undefined;
    for (const text of [...unpackedBase64(word), ...unpackedHex(word)]) {
      const hit = READABLE.test(text) ? this.#search(text, depth - 1)[0] : undefined;
      if (hit !== undefined) return hit.name;
    }
    if (this.#known.size > MOST_KNOWN) this.#known.clear();
    if (depth === DEEPEST) this.#known.add(word);
    return undefined;
  }
}

function formsOf(name: string, value: string): Form[] {
  const bytes = Buffer.from(value, 'utf8');
  // The beginning of an address is no secret: it appears with everything else on that host.
  const telling = value.includes('://') ? Infinity : 1;
  const base64 = [0, 1, 2].map((offset) => {
    const text = Buffer.concat([Buffer.alloc(offset), bytes])
      .toString('base64')
      .replace(/=+$/, '');
    return text.slice(offset === 0 ? 0 : offset + 1, (offset + bytes.length) % 3 === 0 ? undefined : -1);
  });
  const forms = [
    ...[...new Set([plain(value, 'escapes'), plain(value, 'letters')])].map((text): [string, number] => [
      text,
      TELLING,
    ]),
    [bytes.toString('hex'), TELLING * 2],
    ...base64.map((text): [string, number] => [text.replace(/[^a-z0-9]/gi, '').toLowerCase(), 14]),
  ] as const;
  return forms
    .filter(([text]) => text.length >= SHORTEST)
    .flatMap(([text, least]) =>
      [text, reversed(text)].map((one) => ({ name, text: one, least: Math.min(one.length, least * telling) })),
    );
}

type Stretch = readonly [start: number, end: number];

/** Finds a form in a text, or its beginning or end: as much of it as is there, if that is enough to reveal it. */
function stretches(text: string, { text: form, least }: Form): (readonly [Stretch, Stretch])[] {
  const found: (readonly [Stretch, Stretch])[] = [];
  const head = form.slice(0, least);
  for (let at = text.indexOf(head); at >= 0; at = text.indexOf(head, at + 1)) {
    let end = at + least;
    while (end - at < form.length && text[end] === form[end - at]) end += 1;
    found.push([
      [at, end],
      [at, at + least],
    ]);
  }
  const tail = form.slice(-least);
  for (let at = text.indexOf(tail); at >= 0; at = text.indexOf(tail, at + 1)) {
    const end = at + least;
    let start = at;
    while (start > 0 && end - start < form.length && text[start - 1] === form.at(start - 1 - end)) start -= 1;
    found.push([
      [start, end],
      [at, end],
    ]);
  }
  return found;
}

function unpackedBase64(word: string): string[] {
  return [0, 1, 2, 3].map((from) => Buffer.from(word.slice(from), 'base64').toString('latin1'));
}

function unpackedHex(word: string): string[] {
  if (!/^[0-9a-f]+$/i.test(word)) return [];
  return [0, 1].map((from) => Buffer.from(word.slice(from), 'hex').toString('latin1'));
}

/** Hits that overlap are one, with the name of the longest. */
function apart(hits: readonly Hit[]): Hit[] {
  const joined: Hit[] = [];
  for (const hit of [...hits].sort((a, b) => a.start - b.start || b.end - a.end)) {
    const before = joined.at(-1);
    if (before === undefined || hit.start >= before.end) joined.push(hit);
    else if (hit.end > before.end) {
      const name = hit.end - hit.start > before.end - before.start ? hit.name : before.name;
      joined[joined.length - 1] = { start: before.start, end: hit.end, name };
    }
  }
  return joined;
}
