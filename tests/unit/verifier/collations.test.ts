import { expect, test } from '@playwright/test';
import { sureTextOrder, TEXT_ORDERS, UUID_ORDERS } from '../../../verifier/model/collations.ts';

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

test('first letters that alphabets order otherwise decide nothing: ch, ll, aa, w beside v, y, z after s', () => {
  for (const [a, b] of [
    ['Chomutov', 'Havel'],
    ['llama', 'luz'],
    ['Aarhus', 'Berg'],
    ['Vik', 'Wolf'],
    ['Yla', 'Kaunas'],
    ['zoo', 'tee'],
  ] as const)
    expect([sureTextOrder(a, b), sureTextOrder(b, a)], `${a} and ${b}`).toEqual([0, 0]);
  expect([sureTextOrder('Zeta', 'Beta'), sureTextOrder('vik', 'xena'), sureTextOrder('Co', 'Ch')]).toEqual([1, -1, 0]);
});
