import { createHmac } from 'node:crypto';

/** Returns whole numbers below a limit, one after the other: the same ones for the same salt and text. */
export type Draw = (below: number) => number;

/** Numbers that nobody can predict without the salt. */
export function drawFor(salt: Buffer, text: string): Draw {
  let block = Buffer.alloc(0);
  let at = 0;
  let turn = 0;
  return (below) => {
    if (at + 4 > block.length) {
      block = createHmac('sha512', salt).update(`${turn} ${text}`).digest();
      turn += 1;
      at = 0;
    }
    const number = block.readUInt32BE(at);
    at += 4;
    return number % below;
  };
}

const CLASSES = ['aeiou', 'bcdfghjklmnprstvwz', 'qxy', '0123456789'] as const;

/** Code points that are searched for another of the same kind. */
const BLOCK = 64;
/** Kinds of characters, and where others of them are if a block has none: of one code unit, and of two. */
const KINDS = [
  [/^\p{Lu}$/u, 0x40, 0x10400],
  [/^\p{Ll}$/u, 0x40, 0x10400],
  [/^\p{L}$/u, 0x3040, 0x10000],
  [/^\p{N}$/u, 0, 0x10100],
  [/^\p{So}$/u, 0x2600, 0x1f300],
] as const;
const known = new Map<string, readonly string[]>();

/** Characters that may replace another one: of its alphabet, its case and its length. */
function others(char: string): readonly string[] {
  const found = known.get(char) ?? findOthers(char);
  known.set(char, found);
  return found;
}

function findOthers(char: string): readonly string[] {
  const lower = char.toLowerCase();
  const plain = CLASSES.find((one) => one.includes(lower));
  if (plain) return [...plain].filter((one) => one !== lower).map((one) => (char === lower ? one : one.toUpperCase()));
  const found = KINDS.find(([one]) => one.test(char));
  if (!found) return [];
  const [kind, short, long] = found;
  const from = (start: number) =>
    Array.from({ length: BLOCK }, (_, i) => String.fromCodePoint(start + i)).filter(
      (one) => one !== char && one.length === char.length && kind.test(one),
    );
  const code = char.codePointAt(0) ?? 0;
  const near = from(code - (code % BLOCK));
  const normal = near.filter((one) => one.normalize() === one);
  // Of some kinds no character is normal (CJK compatibility ideographs), and some stand alone (the micro sign).
  return [normal, near].find((some) => some.length > 0) ?? from(char.length === 1 ? short : long);
}

/** Whether anything in a text can be replaced. Blanks, punctuation and signs stay as they are, because they identify nobody. */
export const isReplaceable = (text: string): boolean => [...text].some((char) => others(char).length > 0);

/** A word of the same length in the same alphabet: vowels for vowels, capitals for capitals, digits for digits. */
export function otherWord(word: string, draw: Draw): string {
  return [...word]
    .map((char) => {
      const choice = others(char);
      return choice.length === 0 ? char : (choice[draw(choice.length)] ?? char);
    })
    .join('');
}
