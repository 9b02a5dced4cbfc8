import { createRequire } from 'node:module';
import type * as FastCheck from 'fast-check';

const two = (number: number) => String(number).padStart(2, '0');
const word = (salt: number) => salt.toString(36);

/** A text in a format; different numbers give different texts as far as the format has room. */
const BY_FORMAT: Readonly<Record<string, (salt: number) => string>> = {
  uuid: (salt) => `00000000-0000-4000-8000-${String(salt).padStart(12, '0')}`,
  'dotnet-datetime': (salt) => `2024-${two((salt % 12) + 1)}-${two((salt % 28) + 1)}T00:00:00`,
  'date-time': (salt) => `2024-${two((salt % 12) + 1)}-${two((salt % 28) + 1)}T00:00:00Z`,
  'iso-date-time': (salt) => `2024-${two((salt % 12) + 1)}-${two((salt % 28) + 1)}T00:00:00Z`,
  'year-month': (salt) => `2024-${two((salt % 12) + 1)}`,
  date: (salt) => `2024-${two((salt % 12) + 1)}-${two((salt % 28) + 1)}`,
  time: (salt) => `${two(salt % 24)}:${two(salt % 60)}:00Z`,
  'iso-time': (salt) => `${two(salt % 24)}:${two(salt % 60)}:00Z`,
  duration: (salt) => `PT${(salt % 59) + 1}M`,
  email: (salt) => `a${word(salt)}@b.example`,
  hostname: (salt) => `h${word(salt)}.example`,
  ipv4: (salt) => `192.0.2.${salt % 256}`,
  ipv6: (salt) => `2001:db8::${(salt % 65_536).toString(16)}`,
  uri: (salt) => `https://b.example/${word(salt)}`,
  url: (salt) => `https://b.example/${word(salt)}`,
  'uri-reference': (salt) => `/${word(salt)}`,
  'uri-template': (salt) => `/${word(salt)}/{id}`,
  'json-pointer': (salt) => `/${word(salt)}`,
  'json-pointer-uri-fragment': (salt) => `#/${word(salt)}`,
  'relative-json-pointer': (salt) => `${salt % 10}/a`,
  regex: (salt) => `^${word(salt)}$`,
  byte: (salt) => Buffer.from(`text ${salt}`).toString('base64'),
};

/** What a text is filled up with to a length that it has to have, by format. */
const FILLED: Readonly<Record<string, (length: number, salt: number) => string>> = {
  email: (length, salt) =>
    `${word(salt)
      .padStart(length - 4, 'a')
      .slice(-(length - 4))}@b.c`,
  uri: (length, salt) =>
    `a:${word(salt)
      .padStart(length - 2, 'a')
      .slice(-(length - 2))}`,
  hostname: (length, salt) => {
    const labels = Math.ceil((length + 1) / 64);
    const letters = word(salt).padStart(length - labels + 1, 'a');
    const size = Math.ceil(letters.length / labels);
    return Array.from({ length: labels }, (_, at) => letters.slice(at * size, (at + 1) * size)).join('.');
  },
  byte: (length) => 'A'.repeat(length - (length % 4)),
  'uri-reference': (length, salt) => word(salt).padStart(length, 'a').slice(-length),
  ipv6: (length) => (length < 4 ? '::1'.slice(-length) : '2001:0db8:0000:0000:0000:0000:0000:0001'.slice(0, 39)),
  'dotnet-datetime': (length) => '2024-01-01T00:00:00.1234567'.slice(0, Math.max(length, 19)),
  duration: (length) => `P${'1'.repeat(Math.max(length - 2, 1))}D`,
};

const isPossible = (length: number) => Number.isFinite(length) && length > 0 && length < 10_000;

/** Generators of texts by pattern: making a generator takes longer than making texts. */
const patterned = new Map<string, readonly string[]>();
const load = createRequire(import.meta.url);

/** Texts that a pattern matches, of several lengths; none when the pattern is beyond the generator. */
function matching(pattern: string, low: number, high: number | undefined): readonly string[] {
  const key = `${pattern} ${low} ${String(high)}`;
  const known = patterned.get(key);
  if (known) return known;
  let made: string[] = [];
  try {
    // Loaded at the first pattern: few contracts have any.
    const fc = load('fast-check') as typeof FastCheck;
    const whole = pattern.startsWith('^') && pattern.endsWith('$') ? pattern : `^(?:${pattern})$`;
    for (const [source, size, draws] of [
      [whole, 'small', 60],
      [pattern, 'small', 60],
      ...(high === undefined
        ? []
        : ([
            [whole, 'xsmall', 300],
            [whole, 'small', 300],
          ] as const)),
      ...(low === 0
        ? []
        : ([
            [whole, 'medium', 60],
            [whole, 'large', 60],
          ] as const)),
    ] as const) {
      // Filtered here: with a `maxLength` that no text of the pattern has, the generator would draw for ever.
      const drawn = fc.sample(fc.stringMatching(new RegExp(source, 'u'), { size }), { seed: 1, numRuns: draws });
      made = drawn.filter((text) => text.length >= low && (high === undefined || text.length <= high));
      if (made.length > 0) break;
    }
  } catch {
    // An assertion that the generator does not know, or no text of that length: no candidates.
  }
  const plain = [...new Set(made)].sort((one, other) => odd(one) - odd(other));
  patterned.set(key, plain);
  return plain;
}

/** Texts of plain letters come first: they read better in examples. */
const odd = (text: string) => text.replaceAll(/[\w .,:;@/-]/g, '').length;

interface TextSchema {
  readonly format?: string;
  readonly pattern?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
}

/**
 * Texts that a schema may allow, the most readable first; the caller's validator decides.
 * @param salt a number: others give other texts
 */
export function* textsFor(
  { format = '', pattern, minLength = 0, maxLength }: TextSchema,
  salt: number,
): Generator<string> {
  const plain = `Text ${salt}`;
  const ofFormat = BY_FORMAT[format];
  if (ofFormat) {
    yield ofFormat(salt);
    for (const length of [
      minLength,
      maxLength ?? 0,
      maxLength === undefined ? 0 : maxLength - 1,
      minLength + 1,
      minLength + 2,
      minLength + 3,
    ]) {
      if (isPossible(length)) yield FILLED[format]?.(length, salt) ?? '';
    }
    for (let other = 0; other < 40; other += 1) yield ofFormat(other * other);
  }
  if (pattern !== undefined) {
    const texts = matching(pattern, minLength, maxLength);
    for (let step = 0; step < texts.length; step += 1) yield texts[(salt + step) % texts.length]!;
    for (const text of ['', 'A', 'a', '1', '00', '2024-01', 'en', 'EUR'])
      yield text.padEnd(minLength, text.at(-1) ?? ' ');
  }
  if (ofFormat) return;
  if (maxLength !== undefined && plain.length > maxLength)
    yield word(salt)
      .padStart(minLength, '0')
      .slice(-maxLength || Infinity);
  if (isPossible(minLength + 1)) yield plain.padEnd(minLength, '.').slice(0, maxLength);
}
