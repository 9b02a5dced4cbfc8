import { parseDotnetDate } from '../../spec/dotnet-date.ts';
import type { Field } from '../../spec/contract.ts';

/**
 * What a value compares as in the reference model, whether it comes from a row or from a condition. Written separately from the
 * mock on purpose (CONTRIBUTING: the border).
 */
export type Comparable = number | bigint | string | boolean;

/** A row's value as the field's type compares it; null where there is none or it is not of that type. */
export function comparable(field: Field, value: unknown): Comparable | null {
  if (value === null || value === undefined) return null;
  switch (field.type) {
    case 'date':
      return typeof value === 'string' ? instant(value) : null;
    case 'number':
    case 'integer':
      return typeof value === 'number' ? value : null;
    case 'boolean':
      return typeof value === 'boolean' ? value : null;
    default:
      return typeof value === 'string' ? value : null;
  }
}

/** The text that a filter condition carries for a value: conditions are strings, whatever the field's type (O). */
export function conditionFor(value: unknown): string | null {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : null;
}

/** Whether two values are certainly equal, certainly not, or equal only if text ignores case (tolerated). */
export function sameness(a: Comparable | null, b: Comparable | null): 'same' | 'maybe' | 'different' {
  if (a === b) return 'same';
  if (typeof a === 'string' && typeof b === 'string' && fold(a) === fold(b)) return 'maybe';
  return 'different';
}

/** Text as a server sees it that ignores case, accents, Unicode composition and trailing blanks (SQL collations do). */
export const fold = remembered((text) =>
  text.normalize('NFKD').replace(/\p{M}/gu, '').toLocaleLowerCase('en').replaceAll('ß', 'ss').trimEnd(),
);

const TICKS_PER_MINUTE = 600_000_000n;

/**
 * The instant of a date, in ticks; null where the text is none. An offset (`+02:00`) is not in the contract's form, as CON-02 says;
 * what is ordered and filtered by such dates is judged all the same.
 */
export const instant = remembered((text) => {
  const [, local = text, sign = '+', hours = '0', minutes = '0'] = /^(.+T.+)([+-])(\d{2}):(\d{2})$/.exec(text) ?? [];
  const ticks = parseDotnetDate(local);
  return ticks && ticks - BigInt(`${sign}${Number(hours) * 60 + Number(minutes)}`) * TICKS_PER_MINUTE;
});

/** Most texts that are remembered: some ten thousand rows, each compared hundreds of times, have fewer distinct ones. */
const MOST = 50_000;

function remembered<T>(make: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>();
  return (text) => {
    if (!known.has(text)) {
      if (known.size >= MOST) known.clear();
      known.set(text, make(text));
    }
    return known.get(text) as T;
  };
}
