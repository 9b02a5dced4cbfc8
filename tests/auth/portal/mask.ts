/** The same character several times in a row makes a mask; what is shown right before and after belongs to it. */
const MASK = /(\S*?)(\S)\2{3,}(\S*)/;
/** Matching characters in a row that are no coincidence, wherever in the markup of a record they are. */
const NO_COINCIDENCE = 6;

/** What a masked record shows of its value (KEY-05). */
export interface MaskFacts {
  /** Characters of the value that can be read. */
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
  const ends = (value.startsWith(head) ? head.length : 0) + (value.endsWith(tail) ? tail.length : 0);
  const inMarkup = shownOf(value, markup);
  return {
    shown: Math.max(ends, shownOf(value, text), inMarkup >= NO_COINCIDENCE ? inMarkup : 0),
    length: [...mask].length,
  };
}

/** The longest run of characters, from either end of the value, that a text shows. */
export function shownOf(value: string, text: string): number {
  for (let length = value.length; length > 0; length -= 1) {
    if (text.includes(value.slice(0, length)) || text.includes(value.slice(-length))) return length;
  }
  return 0;
}
