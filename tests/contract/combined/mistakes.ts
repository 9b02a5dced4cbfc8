import type { FieldType } from '../../../spec/contract.ts';
import type { Comparable } from '../../../verifier/model/values.ts';

export type Value = Comparable | null;

/** What a server compares, or orders by, in place of a value. */
export type Mistake = (value: Value) => Value;

const TICKS_OF_MS = 10_000n;
const TICKS_OF_HOUR = 36_000_000_000n;
const TICKS_OF_DAY = 24n * TICKS_OF_HOUR;

const number =
  (make: (value: number) => Value): Mistake =>
  (value) =>
    typeof value === 'number' ? make(value) : value;
const text =
  (make: (value: string) => Value): Mistake =>
  (value) =>
    typeof value === 'string' ? make(value) : value;
const ticks =
  (make: (value: bigint) => Value): Mistake =>
  (value) =>
    typeof value === 'bigint' ? make(value) : value;
const date = (make: (value: Date) => Value): Mistake => ticks((value) => make(new Date(Number(value / TICKS_OF_MS))));

const two = (part: number) => String(part).padStart(2, '0');

/**
 * What servers easily take a value of some type for: a number for text or a whole one; a text for its last word, or its beginning;
 * a time for its day, hour, year, month or time of day alone, for one of any year, or for the text by which a country writes it.
 */
export const MISTAKES: Readonly<Partial<Record<FieldType, readonly Mistake[]>>> = {
  number: [number(String), number(Math.trunc)],
  integer: [number(String)],
  date: [
    ticks((value) => value / TICKS_OF_DAY),
    ticks((value) => value % TICKS_OF_DAY),
    date((at) => at.getUTCFullYear()),
    date((at) => at.toISOString().slice(5)),
    ticks((value) => value / TICKS_OF_HOUR),
    date((at) => at.toISOString().slice(0, 7)),
    date((at) => `${two(at.getUTCDate())}/${two(at.getUTCMonth() + 1)}/${at.getUTCFullYear()}`),
    date((at) => `${at.getUTCMonth() + 1}/${at.getUTCDate()}/${at.getUTCFullYear()}`),
  ],
  'year-month': [text((value) => value.slice(0, 4)), text((value) => value.slice(5))],
  string: [text((value) => value.slice(value.lastIndexOf(' ') + 1)), text((value) => value.slice(0, 1))],
};

type Predicate = 'equal' | 'greaterThan' | 'lessThan';

/**
 * Counts the mistakes that a comparison with a value shows: by each, a row's value is on another side of it.
 * @param values those of the rows, as the field's type compares them
 */
export function mistakesShownIn(
  type: FieldType,
  values: readonly Value[],
): (pivot: Comparable, predicates: readonly Predicate[]) => number {
  const all = (MISTAKES[type] ?? []).map((mistake) => ({ mistake, mistaken: values.map(mistake) }));
  return (pivot, predicates) =>
    all.filter(({ mistake, mistaken }) => {
      const wrong = mistake(pivot);
      return values.some((value, at) =>
        predicates.some((one) => isTaken(value, pivot, one) !== isTaken(mistaken[at] ?? null, wrong, one)),
      );
    }).length;
}

function isTaken(value: Value, of: Value, predicate: Predicate): boolean {
  if (value === null || of === null) return false;
  if (predicate === 'equal') return value === of;
  return predicate === 'greaterThan' ? value > of : value < of;
}
