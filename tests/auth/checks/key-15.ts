import type { Samples } from '../../../verifier/samples/sample.ts';
import { CHANCE, chanceOf } from '../portal/shape.ts';
import { each, facts, lifeCheck, type Item } from '../evidence/life.ts';
import { saw } from '../evidence/samples.ts';

const LEAST_BITS = 128;

/** KEY-15: values are unguessable: at least 128 bits, no tenant id or time inside, equal length and alphabet. */
export const key15 = lifeCheck('KEY-15', ({ recorder }) => {
  const lengths = [...new Set(facts(recorder, 'length').map(({ value }) => Number(value)))];
  const alphabets = facts(recorder, 'alphabet').map(({ value }) => String(value));
  const all = [...new Set(alphabets.flatMap((alphabet) => alphabet.split(' ')))].join(' ');
  const odd = alphabets.find((alphabet) => chanceOf(Math.min(...lengths), alphabet, all) < CHANCE);
  const same = (holds: boolean, what: string, got: string): Item =>
    lengths.length === 0 ? null : holds || { want: `values of equal ${what}`, got };
  return [
    ...each(
      facts(recorder, 'bits'),
      (bits) => Number(bits) >= LEAST_BITS,
      `at least ${LEAST_BITS} bits`,
      (bits) => `at most ${String(bits)} bits`,
    ),
    ...each(
      facts(recorder, 'tells'),
      (tells) => Array.isArray(tells) && tells.length === 0,
      'nothing readable inside',
      (tells) => `${[tells].flat().join(', ')} inside`,
    ),
    same(lengths.length < 2, 'length', lengths.join(' and ')),
    same(odd === undefined, 'alphabet', `${odd}, where others have ${all}`),
  ];
});

const DIGITS_AMONG_LETTERS = [...saw('a', 'alphabet', '0-9 a-z'), ...saw('b', 'alphabet', '0-9')];

export const samples: Samples = {
  passes: saw('a', 'bits', 200),
  rejects: [
    saw('a', 'bits', 64),
    saw('a', 'tells', ['the time']),
    // Two lengths; of a value so short as the second, digits alone may be chance.
    [...saw('a', 'length', 40), ...saw('a', 'length', 8), ...DIGITS_AMONG_LETTERS],
    [...saw('a', 'length', 40), ...DIGITS_AMONG_LETTERS],
  ],
};
