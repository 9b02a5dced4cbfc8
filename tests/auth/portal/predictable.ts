/** Anything less likely than this is no coincidence. */
const CHANCE = 1e-6;
/** Characters in a row that two values share only if a seed was used twice. */
const SHARED = 10;
/** By how much the recorded time of a value may be off, in milliseconds. */
const OFF_MS = 3_000;

const ALPHABETS = [
  '0123456789',
  '0123456789abcdef',
  '0123456789abcdefghjkmnpqrstvwxyz',
  '0123456789abcdefghijklmnopqrstuvwxyz',
  '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz',
];
const LENGTHS = [6, 7, 8, 9, 10, 11];
const UNITS_MS = [1, 1000];

/** Whether two of the values share a part that is no coincidence and not a common beginning of all. */
export function sharePart(values: readonly string[]): boolean {
  const start = commonStart(values);
  const rests = values.map((value) => value.slice(start));
  return rests.some((one, i) =>
    rests.slice(i + 1).some((other) => {
      for (let at = 0; at + SHARED <= one.length; at += 1) if (other.includes(one.slice(at, at + SHARED))) return true;
      return false;
    }),
  );
}

function commonStart([first = '', ...others]: readonly string[]): number {
  let length = 0;
  while (length < first.length && others.every((other) => other[length] === first[length])) length += 1;
  return length;
}

/**
 * Whether some part of the values, read as a number in any of the usual alphabets, advances with the clock.
 * @param madeAt milliseconds, in the order of the values; a few seconds are enough for a part that counts milliseconds
 */
export function followClock(values: readonly string[], madeAt: readonly number[]): boolean {
  if (values.length < 3 || values.length !== madeAt.length) return false;
  const longest = Math.min(...values.map((value) => value.length));
  for (const alphabet of ALPHABETS) {
    const texts = alphabet.length > 36 ? values : values.map((value) => value.toLowerCase());
    for (const length of LENGTHS) {
      for (const unit of UNITS_MS) {
        const each = (2 * OFF_MS) / unit / alphabet.length ** length;
        const tried = ALPHABETS.length * LENGTHS.length * UNITS_MS.length * longest;
        if (tried * Math.min(1, each) ** (values.length - 1) > CHANCE) continue;
        for (let at = 0; at + length <= longest; at += 1)
          if (
            moves(
              texts.map((text) => text.slice(at, at + length)),
              alphabet,
              unit,
              madeAt,
            )
          )
            return true;
      }
    }
  }
  return false;
}

function moves(parts: readonly string[], alphabet: string, unit: number, madeAt: readonly number[]): boolean {
  const numbers = parts.map((part) => numberIn(part, alphabet));
  const [first = NaN] = numbers;
  const [start = 0] = madeAt;
  return numbers.every((number, i) => Math.abs((number - first) * unit - ((madeAt[i] ?? 0) - start)) <= OFF_MS);
}

function numberIn(text: string, alphabet: string): number {
  let number = 0;
  for (const char of text) {
    const digit = alphabet.indexOf(char);
    if (digit < 0) return NaN;
    number = number * alphabet.length + digit;
  }
  return number;
}
