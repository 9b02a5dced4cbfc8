import { expect, test } from '@playwright/test';
import { excerpt } from '../../../verifier/excerpt.ts';

const BODY = JSON.stringify({ page: 1, items: [{ id: 1 }, { id: 2, client: { id: null, 'a/b': 'x' } }], list: [7] });
const ROW = JSON.stringify({ id: 2, client: { id: null, 'a/b': 'x' } }, null, 2);

test('A pointer into a row shows the row, also where the member is missing', () => {
  for (const pointer of ['/items/1', '/items/1/id', '/items/1/client/id', '/items/1/client/a~1b', '/items/1/gone']) {
    expect(excerpt(BODY, pointer), pointer).toBe(ROW);
  }
});

test('A pointer beside the rows shows the value', () => {
  expect(excerpt(BODY, '/page')).toBe('1');
  expect(excerpt(BODY, '/list/0')).toBe('7');
});

test('A pointer that leads nowhere and a body that is no JSON show nothing', () => {
  expect(excerpt(BODY, '/items/9/id')).toBeUndefined();
  expect(excerpt('<html>', '/items/0')).toBeUndefined();
});

test('A long row is cut', () => {
  const text = excerpt(JSON.stringify({ items: [{ name: 'x'.repeat(9_000) }] }), '/items/0/name') ?? '';
  expect(text.length).toBeLessThan(1_600);
  expect(text).toContain('(cut here)');
});

test('A row of exactly the longest length is shown whole, and a list is no row', () => {
  const row = (length: number) => JSON.stringify({ items: ['x'.repeat(length - 2)] });
  expect(excerpt(row(1_500), '/items/0')).toHaveLength(1_500);
  expect(excerpt(row(1_501), '/items/0')).toContain('(cut here)');
  expect(excerpt(BODY, '/items')).toBeUndefined();
  expect(excerpt('{"page":1}', '')).toBe('{\n  "page": 1\n}');
  expect(excerpt('[null,{"a":1}]', '/0/a')).toBe('null');
});
