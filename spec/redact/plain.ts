/**
 * The common base of every way to write a value: its letters and digits, in lower case, without escapes and without separators
 * between groups of characters.
 */

/** Separators that people and servers put between groups of characters, and invisible characters. */
const BETWEEN = /[\s\-_.:,|\u00ad\u200b-\u200f\u2060\ufeff]+/g;

/** Escapes of URLs, JSON, JavaScript and HTML; nested ones only repeat backslashes and `amp;`. */
const ESCAPE =
  /%([0-9a-f]{2})|\\+u\{?([0-9a-f]{4})\}?|\\+x([0-9a-f]{2})|&(?:amp;)*#0*(\d{1,7});?|&(?:amp;)*#x0*([0-9a-f]{1,6});?|&(?:amp;)*(amp|lt|gt|quot|apos|nbsp|plus|equals|sol|bsol|percnt|num|colon|semi|comma|period|excl|quest|commat|dollar|lpar|rpar|lsqb|rsqb|lcub|rcub|lowbar|hyphen|dash|ast|grave|hat|verbar|vert|tab|newline|shy);|\\+["\\/']/gi;

/** Control characters as JSON writes them. */
const CONTROL = /\\+[bfnrt]/gi;

/**
 * A backslash before b, f, n, r or t is read as an escape, or as itself and a letter. With `gaps` it is as with `letters`, but
 * separators are kept until escapes are decoded: `%e and` holds no escape `%ea`.
 */
export type Letters = 'escapes' | 'letters' | 'gaps';

const OTHER = /[^a-z0-9]+/gi;

/** Deeper nests of escapes than that are nobody's. */
const MOST_NESTED = 6;

/** Stands for a non-ASCII character: it is ignored, but separates its neighbours. */
const FOREIGN = '~';

/** Named characters that matter to base64, or begin an escape of their own. */
const NAMED: Readonly<Record<string, string>> = {
  ...{ amp: '&', percnt: '%', bsol: '\\', num: '#', semi: ';' },
  ...{ plus: '+', sol: '/', equals: '=', lowbar: '_', hyphen: '-', dash: '-' },
};

/** The character that an escape stands for. */
function meant(
  whole: string,
  percent?: string,
  unicode?: string,
  byte?: string,
  decimal?: string,
  hexadecimal?: string,
  named?: string,
): string {
  const hex = percent ?? unicode ?? byte ?? hexadecimal;
  if (named !== undefined) return NAMED[named.toLowerCase()] ?? FOREIGN;
  if (hex === undefined && decimal === undefined) return whole.slice(-1);
  const code = hex === undefined ? Number(decimal) : parseInt(hex, 16);
  return code < 0x80 ? String.fromCharCode(code) : FOREIGN;
}

/** A text without its escapes, however nested. */
export function unescaped(text: string): string {
  let now = text;
  for (let i = 0; i < MOST_NESTED; i++) {
    const next = now.replace(ESCAPE, meant);
    if (next === now) break;
    now = next;
  }
  return now;
}

/** Letters and digits of a text in lower case, without escapes and separators. */
export function plain(text: string, letters: Letters): string {
  const bare = letters === 'gaps' ? unescaped(text).replace(BETWEEN, '') : unescaped(text.replace(BETWEEN, ''));
  return (letters === 'escapes' ? bare.replace(CONTROL, '') : bare).replace(OTHER, '').toLowerCase();
}

/** A text, and for each of its characters the place in another text that it was made from. */
export interface Placed {
  readonly text: string;
  readonly from: readonly number[];
  readonly to: readonly number[];
}

const itself = (text: string): Placed => ({
  text,
  from: Array.from(text, (_, i) => i),
  to: Array.from(text, (_, i) => i + 1),
});

/** `text.replace(pattern, by)` that keeps the places. */
function replaced({ text, from, to }: Placed, pattern: RegExp, by: (...match: string[]) => string): Placed {
  const parts: string[] = [];
  const [starts, ends]: [number[], number[]] = [[], []];
  let done = 0;
  const keep = (end: number) => {
    parts.push(text.slice(done, end));
    for (let i = done; i < end; i++) {
      starts.push(from[i] ?? 0);
      ends.push(to[i] ?? 0);
    }
  };
  for (const match of text.matchAll(pattern)) {
    keep(match.index);
    done = match.index + match[0].length;
    const made = by(...match);
    parts.push(made);
    for (let i = 0; i < made.length; i++) {
      starts.push(from[match.index] ?? 0);
      ends.push(to[done - 1] ?? 0);
    }
  }
  keep(text.length);
  return { text: parts.join(''), from: starts, to: ends };
}

/** `unescaped`, with places. */
export function placedUnescaped(text: string | Placed): Placed {
  let now = typeof text === 'string' ? itself(chars(text)) : text;
  for (let i = 0; i < MOST_NESTED; i++) {
    const next = replaced(now, ESCAPE, meant);
    if (next.text === now.text) break;
    now = next;
  }
  return now;
}

/** `plain`, with places. */
export function placedPlain(text: string, letters: Letters): Placed {
  const between = (placed: Placed) => replaced(placed, BETWEEN, () => '');
  const whole = itself(chars(text));
  const open = letters === 'gaps' ? between(placedUnescaped(whole)) : placedUnescaped(between(whole));
  const result = replaced(letters === 'escapes' ? replaced(open, CONTROL, () => '') : open, OTHER, () => '');
  return { ...result, text: result.text.toLowerCase() };
}

/** `Array.from` walks characters, places count units: a character of two units becomes two that are none. */
const chars = (text: string) => text.replace(/[\ud800-\udfff]/g, '\ufffd');
