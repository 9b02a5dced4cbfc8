import { expect, test } from '@playwright/test';
import type { Field } from '../../../spec/contract.ts';
import { sureTextOrder, TEXT_ORDERS, UUID_ORDERS } from '../../../verifier/model/collations.ts';
import { disorder, unknownOrder } from '../../../verifier/model/order.ts';
import { dice } from '../dice.ts';

/** Bytes of a uuid as it is written, the one that decides first first. */
const BYTES = {
  'as text': '0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15',
  // https://learn.microsoft.com/dotnet/framework/data/adonet/sql/comparing-guid-and-uniqueidentifier-values
  'uniqueidentifier of SQL Server': '10 11 12 13 14 15 8 9 6 7 4 5 0 1 2 3',
  'the same, written by Guid.ToByteArray': '10 11 12 13 14 15 8 9 7 6 5 4 3 2 1 0',
  'binary, by Guid.ToByteArray': '3 2 1 0 5 4 7 6 8 9 10 11 12 13 14 15',
};

test('uuids are in order by any of the byte orders of databases', () => {
  for (const [name, text] of Object.entries(BYTES)) {
    const order = text.split(' ').map(Number);
    // Each smaller in one byte than the next, and larger in all bytes that decide later.
    const uuids = order.map((byte, place) => {
      const bytes = order.map((_, at) => (order.indexOf(at) < place ? '80' : at === byte ? '10' : 'f0'));
      return bytes.join('').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
    });
    const holds = UUID_ORDERS.map((compare) => uuids.every((uuid, i) => i === 0 || compare(uuids[i - 1]!, uuid) < 0));
    expect(holds.filter(Boolean).length, name).toBe(name === 'as text' ? 2 : 1);
  }
  const upper = ['a0000000-0000-4000-8000-000000000000', 'B0000000-0000-4000-8000-000000000000'];
  expect(UUID_ORDERS.map((compare) => Math.sign(compare(upper[0]!, upper[1]!)))).toEqual([-1, 1, -1, -1, -1]);
  expect(UUID_ORDERS.map((compare) => compare(upper[0]!, upper[0]!))).toEqual([0, 0, 0, 0, 0]);
});

test('texts are in order as databases and frameworks sort them', () => {
  for (const texts of [
    ['B', 'a', 'c'],
    ['a', 'B', 'c'],
    ['A', 'a', 'B', 'b'],
    ['a', 'A', 'b', 'B'],
    ['co-op', 'coop', 'coot'],
    ['coop', 'co-op', 'coot'],
    ['a b', 'ab', 'a c', 'ac'],
    ['item 2', 'item 10'],
    ['Item 2', 'item 10', 'ITEM 11'],
    ['z', 'å', 'ä', 'ö'],
    ['ae', 'ä', 'af'],
    ['cz', 'ch', 'd'],
    ['i', 'ı', 'j'].toReversed(),
    ['a ', 'a', 'a b'],
    ['ｚ', '😀'],
    ['😀', 'ｚ'],
  ])
    expect(
      TEXT_ORDERS.some((compare) => texts.every((text, i) => i === 0 || compare(texts[i - 1]!, text) <= 0)),
      texts.join(),
    ).toBe(!texts.includes('ı'));
});

test('first letters that alphabets order otherwise decide nothing: ch, ll, aa, th, w beside v, x, y, z after s', () => {
  for (const [a, b] of [
    ['Chomutov', 'Havel'],
    ['llama', 'luz'],
    ['Aarhus', 'Berg'],
    ['Vik', 'Wolf'],
    ['Yla', 'Kaunas'],
    ['zoo', 'tee'],
    ['xena', 'vik'],
    ['thing', 'tvw'],
  ] as const)
    expect([sureTextOrder(a, b), sureTextOrder(b, a)], `${a} and ${b}`).toEqual([0, 0]);
  expect([sureTextOrder('Zeta', 'Beta'), sureTextOrder('urban', 'vik'), sureTextOrder('Co', 'Ch')]).toEqual([1, -1, 0]);
});

const WORDS =
  `Coop coop Co-op COOP O'Brien OBrien o’brien Straße Strasse STRASSE Zürich Zurich Éclair eclair Ångström Angstrom Łódź Lodz
  İstanbul Istanbul ıstanbul naïve naive Ñandú Ægir Œuvre oeuvre 100% 100 1000 A+B a_b aXb (x) [y] {z} "q" 日本 한국 Привет привет Ωmega 😀 -
  x-y xy x.y e-mail Email co chalk czar cz llama lama ça wv xyz zebra Zebra ízek džin lj ny gy sz zs rr aa Aarhus å ä ö ø þing thing ð đ ß ss
  q w v y i j z t s š ž č c d ﬁ fi ① ½ ² Ⅷ e\u0301 é a\u030a dd ng ph`.split(/\s+/);

/** Texts of one to three words, some with a blank at an end. */
function drawnTexts(seed: number, count: number): string[] {
  const { random, pick } = dice(seed);
  const text = () => Array.from({ length: 1 + Math.floor(random() * 3) }, () => pick(...WORDS));
  return Array.from({ length: count }, () => text().join(pick(' ', ' ', '-', '', "'", '_')) + pick('', '', '', ' '));
}

test('a list in the order of any language may be in order, ties in any turn', () => {
  const letters = [...'abcdefghijklmnopqrstuvwxyz'];
  const locales = Intl.Collator.supportedLocalesOf(letters.flatMap((a) => letters.map((b) => `${a}${b}`)));
  const own = [{}, { sensitivity: 'base', ignorePunctuation: true }, { numeric: true, caseFirst: 'upper' }] as const;
  const rule = (direction: 'asc' | 'desc') => ({
    field: { name: 'a', member: 'a', type: 'string' } as unknown as Field,
    direction,
  });
  const wrong = locales.flatMap((locale, nth) => {
    const options = own[nth % own.length];
    const { compare } = new Intl.Collator(locale, options);
    const rows = drawnTexts(nth, 90)
      .sort(compare)
      .map((a) => ({ a }));
    const holds = (some: typeof rows, way: 'asc' | 'desc') =>
      disorder(some, [rule(way)]) === null || unknownOrder(some, rule(way));
    return holds(rows, 'asc') && holds([...rows].reverse(), 'desc') ? [] : [`${locale} ${JSON.stringify(options)}`];
  });
  expect(locales.length).toBeGreaterThan(100);
  expect(wrong).toEqual([]);
});
