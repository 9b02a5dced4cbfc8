import { followClock, sharePart } from './predictable.ts';

/** What key values reveal about themselves, without the values (KEY-15). */
export interface Shape {
  lengths: number[];
  /** Kinds of characters of each value, in a fixed order: `0-9 A-Z a-z others`. */
  alphabets: string[];
  /** The most bits that can be random in a value, as far as these few values show. */
  bits: number;
  /** What was found inside all of them: the time, the provider, something readable. */
  tells: string[];
}

/** Anything less likely than this is no coincidence. */
export const CHANCE = 1e-6;
/** Standard deviations from the expected share of pairs that are no coincidence; the distribution has a long tail. */
const SURE = 8;

/** Kinds of characters, the widest first: an alphabet with `g` has `a`, too. */
const KINDS: readonly (readonly (readonly [pattern: RegExp, size: number])[])[] = [
  [[/\d/, 10]],
  [
    [/[g-z]/, 26],
    [/[a-f]/, 6],
  ],
  [
    [/[G-Z]/, 26],
    [/[A-F]/, 6],
  ],
  [[/[^0-9a-zA-Z]/, 2]],
];
/** Digits and letters; other signs are in few alphabets. */
const COMMON = KINDS.slice(0, 3);

/**
 * Describes values that were generated one after the other.
 * @param now milliseconds since 1970, when they were generated
 * @param words what must not be inside: names and ids of the tenant
 * @param madeAt when each was generated, in milliseconds
 */
export function shapeOf(
  values: readonly string[],
  now: number,
  words: readonly string[],
  madeAt: readonly number[] = [],
): Shape {
  const readable = values.map((value) => `${value} ${Buffer.from(value, 'base64').toString('latin1')}`.toLowerCase());
  const times = [
    String(Math.floor(now / 100_000)),
    Math.floor(now / 1000)
      .toString(16)
      .slice(0, 6),
    now.toString(16).slice(0, 7),
  ];
  // A short word may be in one value by chance, hardly in all of them.
  const inAll = (text: string) => readable.every((value) => value.includes(text.toLowerCase()));
  return {
    lengths: values.map((value) => [...value].length),
    alphabets: values.map(alphabetOf),
    bits: bitsOf(values),
    tells: [
      ...(times.some(inAll) || followClock(values, madeAt) ? ['the time'] : []),
      ...(sharePart([...new Set(values)]) ? ['a part of another value'] : []),
      ...words.filter((word) => word.length > 3 && inAll(word)),
    ],
  };
}

/**
 * Bits of the shortest value if each character were drawn from the alphabet of all, without the places that all values have in
 * common, and no more than the character frequencies allow.
 */
function bitsOf(values: readonly string[]): number {
  const length = Math.min(...values.map((value) => value.length));
  const fixed = fixedPositions(values, length);
  const varying = values.map((value) => [...value.slice(0, length)].filter((_, i) => !fixed.has(i)).join('')).join('');
  const each = Math.min(Math.log2(sizeOf(varying)), bitsByFrequency(varying));
  return Math.floor((length - fixed.size) * each);
}

/** Size of the alphabet that a text seems to be drawn from; a kind that may be missing by chance counts. */
function sizeOf(text: string): number {
  const sizes = KINDS.map((widths) => widths.find(([pattern]) => pattern.test(text))?.[1] ?? 0);
  const seen = sizes.reduce((sum, size) => sum + size, 0);
  const missing = COMMON.map((widths, i) => {
    const size = widths[0]?.[1] ?? 0;
    return sizes[i] === 0 && (seen / (seen + size)) ** text.length > CHANCE ? size : 0;
  });
  return Math.max(
    2,
    missing.reduce((sum, size) => sum + size, seen),
  );
}

/** Places where all values have the same character; none where so many may be by chance. */
function fixedPositions(values: readonly string[], length: number): ReadonlySet<number> {
  const [first = '', ...others] = values;
  const places = Array.from({ length }, (_, i) => i).filter((i) => others.every((other) => other[i] === first[i]));
  const each = sizeOf(values.join('')) ** -others.length;
  const chance = places.reduce((product, _, k) => (product * (length - k) * each) / (k + 1), 1);
  return chance < CHANCE ? new Set(places) : new Set();
}

/** Most bits of one character, by how often two characters of the text are equal (collision entropy). */
function bitsByFrequency(text: string): number {
  const counts = new Map<string, number>();
  for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1);
  const pairs = (text.length * (text.length - 1)) / 2;
  if (pairs === 0) return text.length === 0 ? 0 : Infinity;
  const same = [...counts.values()].reduce((sum, count) => sum + (count * (count - 1)) / 2, 0) / pairs;
  const least = same - SURE * Math.sqrt((same * (1 - same)) / pairs);
  return least > 0 ? -Math.log2(least) : Infinity;
}

/** Alphabets, with the characters in each. */
const ALPHABETS = { '0-9': 10, 'A-Z': 26, 'a-z': 26, others: 2 } as const;

function alphabetOf(value: string): string {
  const names = Object.keys(ALPHABETS) as (keyof typeof ALPHABETS)[];
  return names.filter((name) => (name === 'others' ? /[^0-9a-z]/i : new RegExp(`[${name}]`)).test(value)).join(' ');
}

/** The probability that a value of this length has only these kinds of characters, if it may have all of those. */
export function chanceOf(length: number, alphabet: string, all: string): number {
  const size = (names: string) =>
    names.split(' ').reduce((sum, name) => sum + (ALPHABETS[name as keyof typeof ALPHABETS] ?? 0), 0);
  return (size(alphabet) / size(all)) ** length;
}
