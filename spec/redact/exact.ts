import { Literals } from './literals.ts';

/** Shorter values are no secrets, and hiding them would spoil every text that holds the same few characters. */
export const SHORTEST = 4;

/** Patterns of the usual ways in which a value is written in a text; they match it whole, to the last mark. */
export function exactForms(value: string): string[] {
  const bytes = Buffer.from(value, 'utf8');
  const allPercent = [...bytes].map(percent).join('');
  return [...new Set([[...value].map(character).join(''), allPercent, ...base64(bytes)])];
}

/**
 * A quick test that most texts hold none of these values in the usual encodings. In plain text and base64 the value's longest run
 * of letters and digits appears; otherwise the text has at least as many percent signs as the value has bytes. The few values
 * without such a run are searched for directly.
 */
export function exactFilter(values: readonly string[]): (text: string) => boolean {
  const rows = (value: string) => [value, ...base64Cores(Buffer.from(value, 'utf8'))].map(longestRow);
  const hasRows = (value: string) => rows(value).every((row) => row.length >= SHORTEST);
  const others = values.filter((value) => !hasRows(value)).flatMap(exactForms);
  const literals = new Literals(values.filter(hasRows).flatMap(rows));
  const percents = Math.min(...values.map((value) => Buffer.byteLength(value)));
  const pattern = new RegExp(others.join('|'));
  return (text) =>
    literals.mayBeIn(text) ||
    (text.includes('%') && text.split('%').length > percents) ||
    (others.length > 0 && pattern.test(text));
}

const longestRow = (text: string) =>
  (text.match(/[a-z0-9]+/gi) ?? []).reduce((long, row) => (row.length > long.length ? row : long), '');

/**
 * One character: plain or, unless it is a letter or digit, in any of the escapes that text formats use. Escapes may be nested
 * (JSON in a JSON text, a URL in a URL), which only repeats backslashes, `25` and `amp;`.
 */
function character(char: string): string {
  if (/[a-z0-9]/i.test(char)) return char;
  const code = char.codePointAt(0) ?? 0;
  const units = [...Array(char.length).keys()].map((i) => `\\\\+u${anyCase(hex(char.charCodeAt(i), 4))}`).join('');
  const entities = [`#0*${code}`, `#[xX]0*${anyCase(code.toString(16))}`, ...(HTML[char] ? [HTML[char]] : [])];
  const ways = [
    char === '\\' ? '\\\\+' : `\\\\*${literal(char)}`,
    [...Buffer.from(char, 'utf8')].map(percent).join(''),
    units,
    ...entities.map((entity) => `&(?:amp;)*${entity};`),
    ...(char === ' ' ? ['\\+'] : []),
  ];
  return `(?:${ways.sort((a, b) => b.length - a.length).join('|')})`;
}

const HTML: Readonly<Record<string, string>> = { '&': 'amp', '<': 'lt', '>': 'gt', '"': 'quot', "'": 'apos' };

/** Patterns for the bytes within base64. */
function base64(bytes: Buffer): string[] {
  return base64Cores(bytes).map((core) =>
    core.replace(/[+/]/g, (char) => (char === '+' ? '(?:\\+|-|%2[bB])' : '(?:/|_|%2[fF]|\\\\/)')),
  );
}

/** What every base64 text that contains the bytes must contain, for each of the three offsets they may start at. */
function base64Cores(bytes: Buffer): string[] {
  return [0, 1, 2].flatMap((offset) => {
    const text = Buffer.concat([Buffer.alloc(offset), bytes])
      .toString('base64')
      .replace(/=+$/, '');
    const from = [0, 2, 3][offset] ?? 0;
    const whole = (offset + bytes.length) % 3 === 0;
    const core = text.slice(from, whole ? text.length : -1);
    return core.length >= SHORTEST ? [core] : [];
  });
}

function percent(byte: number): string {
  return `%(?:25)*${anyCase(hex(byte, 2))}`;
}

function hex(code: number, digits: number): string {
  return code.toString(16).padStart(digits, '0');
}

function anyCase(digits: string): string {
  return digits.replace(/[a-f]/g, (letter) => `[${letter}${letter.toUpperCase()}]`);
}

function literal(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
}
