/** The same character several times in a row makes a mask; what is shown right before and after belongs to it. */
const MASK = /(\S*?)(\S)\2{3,}(\S*)/;
/** Matching characters in a row that are no coincidence, wherever in the markup of a record they are. */
const NO_COINCIDENCE = 6;

/** What values of one kind begin with, such as `ak_live_`: it tells nothing of any of them. */
const KIND = /^([a-z]{2,10}[_-]){1,3}(?=.{16})/;

/** What a masked record shows of its value (KEY-05). */
export interface MaskFacts {
  /** Characters of the value that can be read, but for what all of its kind begin with. */
  shown: number;
  /** Length of the mask, including the characters shown beside it; 0 where there is none. */
  length: number;
}

/** Whether a text is a mask: one repeated character, or characters that no header can carry. */
export function isMask(text: string): boolean {
  return /^(.)\1*$/u.test(text) || !/^[\x21-\x7e]+$/.test(text);
}

/**
 * Looks at a record in the list.
 * @param text its visible text, without its name
 * @param markup its HTML: a title or a data attribute may show more
 */
export function shownInMask(value: string, text: string, markup: string): MaskFacts {
  const [mask = '', head = '', , tail = ''] = MASK.exec(text) ?? [];
  const known = value.startsWith(head) ? head.length - Math.min(head.length, kindOf(value).length) : 0;
  const ends = known + (value.endsWith(tail) ? tail.length : 0);
  const inMarkup = shownOf(value, markup);
  return {
    shown: Math.max(ends, shownOf(value, text), inMarkup >= NO_COINCIDENCE ? inMarkup : 0),
    length: [...mask].length,
  };
}

const kindOf = (value: string) => KIND.exec(value)?.[0] ?? '';

/** The longest run of characters, from either end of the value, that a text shows; without what all of its kind begin with. */
export function shownOf(whole: string, text: string): number {
  const value = whole.slice(kindOf(whole).length);
  for (let length = value.length; length > 0; length -= 1) {
    if (text.includes(value.slice(0, length)) || text.includes(value.slice(-length))) return length;
  }
  return 0;
}
