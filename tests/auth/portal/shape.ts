/** What a key value gives away about itself, without the value (KEY-15). */
export interface Shape {
  length: number;
  /** Kinds of characters, in a fixed order: `0-9 A-Z a-z others`. */
  alphabet: string;
  /** Bits, if every character were drawn from its alphabet at random. */
  bits: number;
  /** What was found inside: the time, the provider, something readable. */
  tells: string[];
}

const KINDS: readonly (readonly [name: string, pattern: RegExp, size: number])[] = [
  ['0-9', /\d/, 10],
  ['a-f', /[a-f]/, 6],
  ['g-z', /[g-z]/, 20],
  ['A-F', /[A-F]/, 6],
  ['G-Z', /[G-Z]/, 20],
  ['others', /[^0-9a-zA-Z]/, 2],
];

/**
 * Describes a value.
 * @param now milliseconds since 1970, when it was made
 * @param words what must not be inside: names and ids of the tenant
 */
export function shapeOf(value: string, now: number, words: readonly string[]): Shape {
  const kinds = KINDS.filter(([, pattern]) => pattern.test(value));
  const size = kinds.reduce((sum, [, , count]) => sum + count, 0);
  const bits = Math.floor([...value].length * Math.log2(Math.max(2, size)));
  const readable = [value, Buffer.from(value, 'base64').toString('latin1')];
  const minute = Math.floor(now / 100_000);
  const times = [
    String(minute),
    Math.floor(now / 1000)
      .toString(16)
      .slice(0, 6),
    now.toString(16).slice(0, 7),
  ];
  const tells = [
    ...(times.some((time) => value.toLowerCase().includes(time)) ? ['the time'] : []),
    ...words.filter(
      (word) => word.length > 3 && readable.some((text) => text.toLowerCase().includes(word.toLowerCase())),
    ),
  ];
  return { length: [...value].length, alphabet: alphabetOf(value), bits, tells };
}

/** Alphabets, with the characters in each. */
const ALPHABETS = { '0-9': 10, 'A-Z': 26, 'a-z': 26, others: 2 } as const;

function alphabetOf(value: string): string {
  const names = Object.keys(ALPHABETS) as (keyof typeof ALPHABETS)[];
  return names.filter((name) => (name === 'others' ? /[^0-9a-z]/i : new RegExp(`[${name}]`)).test(value)).join(' ');
}

/** How likely a value of this length has only these kinds of characters by chance, if it may have all of those. */
export function chanceOf(length: number, alphabet: string, all: string): number {
  const size = (names: string) =>
    names.split(' ').reduce((sum, name) => sum + (ALPHABETS[name as keyof typeof ALPHABETS] ?? 0), 0);
  return (size(alphabet) / size(all)) ** length;
}

/** Characters that several values have in the same places, from the start. */
export function commonPrefix(values: readonly string[]): number {
  const [first = '', ...others] = values;
  let length = 0;
  while (length < first.length && others.every((other) => other[length] === first[length])) length += 1;
  return others.length === 0 ? 0 : length;
}
