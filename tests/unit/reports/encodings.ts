import fc from 'fast-check';

/** A way of writing a text, and how much of the text it needs to write all that is asked of it. */
export interface Encoding {
  readonly name: string;
  readonly write: (text: string) => string;
}

const hex = (char: string, digits: number) => char.charCodeAt(0).toString(16).padStart(digits, '0');
const every = (text: string, write: (char: string) => string) => text.replace(/[\s\S]/g, write);
/** Some of the characters, as servers and attackers choose them. */
const some = (text: string, write: (char: string) => string) =>
  text.replace(/[\s\S]/g, (char, at: number) => (at % 3 === 0 || /\W/.test(char) ? write(char) : char));
const bytes = (text: string) => Buffer.from(text, 'latin1');
const entity: Readonly<Record<string, string>> = {
  ...{ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;', '+': '&plus;', '/': '&sol;' },
  ...{ '=': '&equals;', '\\': '&bsol;', '%': '&percnt;' },
};
const grouped = (size: number, by: string) => (text: string) =>
  (text.match(new RegExp(`[\\s\\S]{1,${size}}`, 'g')) ?? []).join(by);

const fixed: readonly Encoding[] = [
  { name: 'raw', write: (text) => text },
  { name: 'url', write: encodeURIComponent },
  { name: 'url, every character', write: (text) => every(text, (char) => `%${hex(char, 2)}`) },
  { name: 'url, some', write: (text) => some(text, (char) => `%${hex(char, 2).toUpperCase()}`) },
  { name: 'form', write: (text) => new URLSearchParams({ '': text }).toString().slice(1) },
  { name: 'base64', write: (text) => bytes(text).toString('base64') },
  { name: 'base64url', write: (text) => bytes(text).toString('base64url') },
  { name: 'base64, behind a byte', write: (text) => bytes(`u${text}`).toString('base64') },
  { name: 'base64, as Basic', write: (text) => bytes(`u:${text}!`).toString('base64') },
  { name: 'json', write: (text) => JSON.stringify(text).slice(1, -1) },
  { name: 'json, every character', write: (text) => every(text, (char) => `\\u${hex(char, 4)}`) },
  { name: 'json, some', write: (text) => some(text, (char) => `\\u${hex(char, 4).toUpperCase()}`) },
  { name: 'html, named', write: (text) => text.replace(/[&<>"'+/=\\%]/g, (char) => entity[char] ?? char) },
  { name: 'html, decimal', write: (text) => every(text, (char) => `&#${char.charCodeAt(0)};`) },
  { name: 'html, hexadecimal', write: (text) => some(text, (char) => `&#x${hex(char, 2)};`) },
  { name: 'hex', write: (text) => bytes(text).toString('hex') },
  { name: 'HEX', write: (text) => bytes(text).toString('hex').toUpperCase() },
  { name: 'reversed', write: (text) => text.split('').reverse().join('') },
  { name: 'lower case', write: (text) => text.toLowerCase() },
  { name: 'upper case', write: (text) => text.toUpperCase() },
];

/** Every way in which a secret is looked for. */
export const encoding = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...fixed) },
  fc
    .record({ size: fc.integer({ min: 2, max: 9 }), by: fc.constantFrom(' ', '-', ':', '.', '_', ', ', '\n') })
    .map(({ size, by }): Encoding => ({
      name: `groups of ${size} by ${JSON.stringify(by)}`,
      write: grouped(size, by),
    })),
);

/** A secret, written in two encodings, the second of the first; or only its first characters so written. */
export const written = (secret: string) =>
  fc
    .record({ first: encoding, second: encoding, length: fc.option(fc.integer({ min: TELLING, max: secret.length })) })
    .map(({ first, second, length }) => ({
      how: `${second.name} of ${first.name} of ${length === null ? 'all' : `${length} characters`}`,
      text: second.write(first.write(length === null ? secret : secret.slice(0, length))),
    }));

/** Characters of a key whose beginning tells so much that it is as secret as the key. */
export const TELLING = 16;
