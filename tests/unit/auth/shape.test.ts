import { randomBytes, randomInt, randomUUID } from 'node:crypto';
import { expect, test } from '@playwright/test';
import { chanceOf, shapeOf } from '../../auth/portal/shape.ts';

const NOW = Date.UTC(2026, 10, 23);
/** Keys that the suite makes in a run; with so few nothing honest may be suspected. */
const MADE = 5;
const LEAST_BITS = 128;

const DIGITS = '0123456789';
const HEX = `${DIGITS}abcdef`;
const WORD = `${DIGITS}ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz`;
const drawn = (alphabet: string, length: number) =>
  Array.from({ length }, () => alphabet[randomInt(alphabet.length)]).join('');
const bits = (make: (i: number) => string, count = MADE) =>
  shapeOf(
    Array.from({ length: count }, (_, i) => make(i)),
    NOW,
    [],
  ).bits;

const CONFORMING: readonly (readonly [what: string, make: () => string])[] = [
  ['128 bits in hexadecimal digits', () => drawn(HEX, 32)],
  ['40 letters and digits', () => drawn(WORD, 40)],
  ['22 letters and digits, just enough', () => drawn(WORD, 22)],
  ['256 bits in base64url', () => randomBytes(32).toString('base64url')],
  ['a prefix before 160 bits', () => `mitp_${drawn(HEX, 40)}`],
];

for (const [what, make] of CONFORMING) {
  test(`KEY-15 never suspects ${what}, in 300 runs of three or five keys`, () => {
    const found = Array.from({ length: 300 }, () => [3, MADE].map((count) => bits(make, count)));
    expect(Math.min(...found.flat())).toBeGreaterThanOrEqual(LEAST_BITS);
  });
}

test('KEY-15 does not take letters for the whole alphabet where three keys have no digit by chance', () => {
  const letters = WORD.slice(10);
  for (let i = 0; i < 300; i += 1) expect(bits(() => drawn(letters, 22), 3)).toBeGreaterThanOrEqual(LEAST_BITS);
});

const WEAK: readonly (readonly [what: string, make: (i: number) => string])[] = [
  ['a counter', (i) => `MITP${String(4711 + i).padStart(36, '0')}`],
  ['64 bits in hexadecimal digits', () => drawn(HEX, 16)],
  ['a long value of four letters', () => drawn('abcd', 40)],
  ['one letter over and over', () => 'k'.repeat(40)],
  ['twelve random characters behind a common start', () => `${'Q7xLm2Rt9VbNc4Hs8Jd3Fg5Kp1Zy'}${drawn(WORD, 12)}`],
  ['random digits between common ones', () => [...drawn(DIGITS, 20)].map((digit) => `x${digit}`).join('')],
  ['a random UUID, which has six bits less', () => randomUUID()],
];

for (const [what, make] of WEAK) {
  test(`KEY-15 finds ${what} in each of 200 runs of five keys`, () => {
    const found = Array.from({ length: 200 }, () => bits(make));
    expect(Math.max(...found)).toBeLessThan(LEAST_BITS);
  });
}

test('KEY-15 finds the time and the provider where all values have them inside', () => {
  const tells = (...values: string[]) => shapeOf(values, NOW, ['northwind', 'acme']).tells;
  expect(tells(`k${NOW}Zq81Lm`, `k${NOW + 5}Aw92Kx`)).toEqual(['the time']);
  expect(tells('northwind-8fJ2kLq0', 'northwind-1Lw9pQx3')).toEqual(['northwind']);
  expect(tells(Buffer.from('northwind 8f').toString('base64'))).toEqual(['northwind']);
  expect(tells('8fACMEJ2kLq0', '1Lw9pQx3Zt5v')).toEqual([]);
});

test('KEY-15 does not take a value that lacks digits by chance for one of another alphabet', () => {
  expect(chanceOf(40, 'A-Z a-z', '0-9 A-Z a-z')).toBeGreaterThan(1e-6);
  expect(chanceOf(40, '0-9', '0-9 A-Z a-z')).toBeLessThan(1e-6);
});

test('a part that moves on as the clock does is the time, wherever it stands and however it is written', () => {
  const at = [0, 4_100, 31_000, 95_500].map((ms) => NOW + ms);
  const random = (length: number) => randomBytes(64).toString('hex').slice(0, length);
  const inside = at.map((ms) => `${random(13)}${ms.toString(36).padStart(9, '0')}${random(18)}`);
  expect(shapeOf(inside, NOW, [], at).tells).toEqual(['the time']);
  const seconds = at.map((ms) => `${random(32)}${Math.floor(ms / 1000).toString(36)}`);
  expect(shapeOf(seconds, NOW, [], at).tells).toEqual(['the time']);
  for (let i = 0; i < 50; i += 1)
    expect(
      shapeOf(
        at.map(() => random(40)),
        NOW,
        [],
        at,
      ).tells,
    ).toEqual([]);
});

test('values that share a part somewhere follow from one seed', () => {
  const random = (length: number) => randomBytes(64).toString('hex').slice(0, length);
  const part = random(20);
  expect(shapeOf([`${random(9)}${part}${random(11)}`, `${part}${random(20)}`, random(40)], NOW, []).tells).toEqual([
    'a part of another value',
  ]);
});
