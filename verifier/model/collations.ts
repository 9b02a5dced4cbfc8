import { fold } from './values.ts';

/** Orders two texts: below 0, 0 (a tie) or above 0. */
export type TextOrder = (a: string, b: string) => number;

const ordinal: TextOrder = (a, b) => (a < b ? -1 : a > b ? 1 : 0);

function collator(locale: string, options: Intl.CollatorOptions = {}): TextOrder {
  const { compare } = new Intl.Collator(locale, options);
  return (a, b) => compare(a, b);
}

/**
 * Windows' word sort: hyphen and apostrophe count only where all else is equal. Which text then comes first depends on where they
 * stand, so such texts tie.
 */
function wordSort(compare: TextOrder): TextOrder {
  const bare = (text: string) => text.replace(/[-'’]/g, '');
  return (a, b) => compare(bare(a), bare(b));
}

/** SQL compares texts as if the shorter one were padded with blanks. */
function trailingBlanksIgnored(order: TextOrder): TextOrder {
  return (a, b) => order(a.trimEnd(), b.trimEnd());
}

const SENSITIVITIES = ['base', 'accent', 'variant', 'case'] as const;
const LOCALES = [
  'de',
  'de-u-co-phonebk',
  'sv',
  'da',
  'nb',
  'fi',
  'fr',
  'fr-CA',
  'es',
  'es-u-co-trad',
  'cs',
  'pl',
  'hu',
  'hr',
  'tr',
  'et',
  'lt',
  'ja',
  'zh',
];

/**
 * Text orders of databases and frameworks; the vendor promises none. The common ones come first, because they are tried in turn.
 */
export const TEXT_ORDERS: readonly TextOrder[] = [
  ordinal,
  (a, b) => ordinal(fold(a), fold(b)),
  (a, b) => ordinal(a.toUpperCase(), b.toUpperCase()),
  (a, b) => ordinal(a.toLowerCase(), b.toLowerCase()),
  (a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)),
  trailingBlanksIgnored(ordinal),
  ...SENSITIVITIES.flatMap((sensitivity) => {
    const plain = collator('en', { sensitivity });
    return [plain, trailingBlanksIgnored(plain), wordSort(plain), trailingBlanksIgnored(wordSort(plain))];
  }),
  ...SENSITIVITIES.map((sensitivity) => collator('en', { sensitivity, ignorePunctuation: true })),
  collator('en', { caseFirst: 'upper' }),
  collator('en', { caseFirst: 'lower', ignorePunctuation: true }),
  collator('en', { numeric: true }),
  collator('en', { numeric: true, sensitivity: 'base' }),
  ...LOCALES.flatMap((locale) => {
    const [exact, loose] = [collator(locale), collator(locale, { sensitivity: 'base' })];
    return [exact, loose, wordSort(exact), wordSort(trailingBlanksIgnored(loose))];
  }),
];

/**
 * Texts with the same key may tie in an order that is not known: they differ in case, accents, blanks and punctuation alone. Without
 * any letter or digit a text is its own key.
 */
export function tieKey(text: string): string {
  const bare = fold(text)
    .normalize('NFD')
    .replace(/[^\p{L}\p{N}]/gu, '');
  return bare === '' ? text : bare;
}

const bytesOf = (uuid: string) => uuid.toLowerCase().replaceAll('-', '').match(/../g) ?? [];
/** SQL Server's `uniqueidentifier`: the last six bytes first; then .NET's `Guid.ToByteArray`, stored as binary. */
const BYTE_ORDERS = [
  [10, 11, 12, 13, 14, 15, 8, 9, 6, 7, 4, 5, 0, 1, 2, 3],
  [10, 11, 12, 13, 14, 15, 8, 9, 7, 6, 5, 4, 3, 2, 1, 0],
  [3, 2, 1, 0, 5, 4, 7, 6, 8, 9, 10, 11, 12, 13, 14, 15],
];

/** Orders of uuids that databases use; text is the first. */
export const UUID_ORDERS: readonly TextOrder[] = [
  (a, b) => ordinal(a.toLowerCase(), b.toLowerCase()),
  ordinal,
  ...BYTE_ORDERS.map((order): TextOrder => (a, b) => {
    const [x, y] = [bytesOf(a), bytesOf(b)];
    const at = order.find((i) => x[i] !== y[i]);
    return at === undefined ? 0 : ordinal(x[at] ?? '', y[at] ?? '');
  }),
];

/**
 * How two texts stand under every known order: below 0 or above 0 where the first characters that differ follow the same
 * beginning, are both letters or both digits, and all orders agree on them; else 0, not known.
 */
export function sureTextOrder(one: string, other: string): number {
  // A letter with an accent of its own is one letter.
  const [a, b] = [one.normalize('NFC'), other.normalize('NFC')];
  let at = 0;
  while (at < a.length && a[at] === b[at]) at += 1;
  const [x = '', y = ''] = [a[at], b[at]];
  const kind = [/[a-z]/, /[A-Z]/].find((one) => one.test(x) && one.test(y));
  if (kind !== undefined) {
    const isPair = [a, b].some((text) => PAIRS.test(text.slice(Math.max(0, at - 1), at + 2)));
    return isPair || ELSEWHERE.test([x, y].sort().join('')) ? 0 : ordinal(x, y);
  }
  // Digits of numbers of one length: some orders compare numbers as numbers.
  const digits = (text: string) => /^\d*/.exec(text.slice(at))?.[0].length ?? 0;
  return /\d/.test(x) && /\d/.test(y) && digits(a) === digits(b) ? ordinal(x, y) : 0;
}

/** Letter pairs that some alphabets treat as one letter. */
const PAIRS = /[cdprst]h|dd|ff|ll|ng|a[aà-å]|ae|oe|ue|dz|cs|gy|lj|ly|nj|ny|rr|sz|ty|zs|[go]['‘’ʻ]/i;

/** Letters that some alphabets order otherwise: w as v (Swedish), y as i (Lithuanian), z before t (Estonian), x and q (Azerbaijani). */
const ELSEWHERE = /vw|[h-w]x|[i-x]y|[t-y]z|[k-p]q/i;
