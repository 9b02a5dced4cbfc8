export type Row = Record<string, unknown>;

/** How a database compares two texts or two uuids. */
export type Compare = (a: string, b: string) => number;

const ordinal: Compare = (a, b) => (a < b ? -1 : a > b ? 1 : 0);
const dictionary = (options: Intl.CollatorOptions): Compare => new Intl.Collator('en', options).compare;
const loose = dictionary({ sensitivity: 'base' });
const exact = dictionary({ sensitivity: 'variant' });

/** Ways of ordering text, as databases do. */
export const TEXT = {
  ordinal,
  lower: (a: string, b: string) => ordinal(a.toLowerCase(), b.toLowerCase()),
  bytes: (a: string, b: string) => Buffer.compare(Buffer.from(a), Buffer.from(b)),
  dictionary: exact,
  /** Windows' word sort without case: hyphen and apostrophe count only where all else is equal, trailing blanks never. */
  word: (a: string, b: string) => {
    const [x, y] = [a, b].map((text) => text.trimEnd());
    const bare = (text = '') => text.replace(/[-']/g, '');
    return (
      dictionary({ sensitivity: 'accent' })(bare(x), bare(y)) || dictionary({ sensitivity: 'accent' })(x ?? '', y ?? '')
    );
  },
  /** No accents, no case, no trailing blanks: what is equal so is tied. */
  loose: (a: string, b: string) => loose(a.trimEnd(), b.trimEnd()),
  /** German phone book. */
  german: new Intl.Collator('de-u-co-phonebk').compare,
  swedish: new Intl.Collator('sv').compare,
  /** Symbols ignored altogether, as glibc's old locales did. */
  glibc: (a: string, b: string) =>
    exact(a.replace(/[^\p{L}\p{N}]/gu, ''), b.replace(/[^\p{L}\p{N}]/gu, '')) || ordinal(a, b),
  /** Capitals of a letter before its small form, EBCDIC-like: small letters, capitals, digits. */
  ebcdic: (a: string, b: string) => {
    const rank = (c: string) => (/[a-z]/.test(c) ? 1 : /[A-Z]/.test(c) ? 2 : /\d/.test(c) ? 3 : 0);
    for (let i = 0; i < Math.min(a.length, b.length); i += 1) {
      const [x = '', y = ''] = [a[i], b[i]];
      if (x !== y) return rank(x) - rank(y) || ordinal(x, y);
    }
    return a.length - b.length;
  },
};

const bytesOf = (uuid: string) => uuid.replaceAll('-', '').match(/../g) ?? [];
/** SQL Server: the last six bytes decide first, then bytes 8-9, 6-7, 4-5, 0-3 of the stored form. */
const SQL_SERVER = [10, 11, 12, 13, 14, 15, 8, 9, 7, 6, 5, 4, 3, 2, 1, 0];

export const UUID = {
  text: (a: string, b: string) => ordinal(a.toLowerCase(), b.toLowerCase()),
  sqlServer: (a: string, b: string) => {
    const [x, y] = [bytesOf(a.toLowerCase()), bytesOf(b.toLowerCase())];
    for (const at of SQL_SERVER) if (x[at] !== y[at]) return ordinal(x[at] ?? '', y[at] ?? '');
    return 0;
  },
  /** A stored binary of .NET's ToByteArray. */
  binary: (a: string, b: string) => {
    const order = [3, 2, 1, 0, 5, 4, 7, 6, 8, 9, 10, 11, 12, 13, 14, 15];
    const [x, y] = [bytesOf(a.toLowerCase()), bytesOf(b.toLowerCase())];
    for (const at of order) if (x[at] !== y[at]) return ordinal(x[at] ?? '', y[at] ?? '');
    return 0;
  },
};

/** Reads a dotted member of a row. */
export function valueAt(row: Row, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>((value, step) => (value === null || value === undefined ? value : (value as Row)[step]), row);
}
