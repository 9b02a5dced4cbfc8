import { expect, test } from '@playwright/test';
import { referenceOf } from '../../../drill/result/compare.ts';
import { isCutOff } from '../../../drill/result/cut-off.ts';
import { damagedIn } from '../../../drill/result/damaged.ts';

/** The difference of a third result from two undisturbed ones. */
function difference(first: string, second: string, third: string): string | null {
  const reference = referenceOf(first, second);
  if ('incomparable' in reference) throw new Error(reference.incomparable);
  return reference.difference(third);
}

const rows = (n: number, more: object = {}) =>
  JSON.stringify({ rows: Array.from({ length: n }, (_, i) => ({ id: i + 1, name: `row ${i}`, ...more })) });
const lines = (n: number) => Array.from({ length: n }, (_, i) => `${i + 1},row ${i}`).join('\n');

test('JSON is compared by its values: a missing row is named', () => {
  expect(difference(rows(3), rows(3), rows(3))).toBeNull();
  expect(difference(rows(3), rows(3), rows(2))).toBe('$.rows[].id: 1 of 3 missing, such as 3');
  expect(difference(rows(2), rows(2), rows(3))).toContain('1 more');
});

test('what differs between two undisturbed runs is left out, and said', () => {
  const stamped = (at: string) => rows(3, { seen: at });
  const reference = referenceOf(stamped('a'), stamped('b'));
  expect(reference).toMatchObject({ leftOut: ['$.rows[].seen'] });
  expect(difference(stamped('a'), stamped('b'), stamped('c'))).toBeNull();
});

test('rows in the order in which they came are compared without their order', () => {
  const [forth, back] = ['[{"id":1},{"id":2},{"id":3}]', '[{"id":3},{"id":1},{"id":2}]'];
  expect(difference(forth, back, '[{"id":2},{"id":3},{"id":1}]')).toBeNull();
  expect(difference(forth, back, '[{"id":2},{"id":3}]')).toContain('missing');
});

test('messages before and behind JSON, and fields that tell of the effort, are no difference', () => {
  const told = (retries: number, n = 3) => JSON.stringify({ retries, elapsedMs: retries * 100, rows: [n, n, n] });
  expect(difference(told(0), told(0), `429, waiting 2 s\n${told(1)}\ndone`)).toBeNull();
  expect(difference(told(0), told(0), told(1, 4))).toContain('$.rows[]');
});

test('one JSON object a line is compared as JSON', () => {
  const all = (n: number) => Array.from({ length: n }, (_, i) => JSON.stringify({ id: i })).join('\n');
  expect(difference(all(3), all(3), all(2))).toBe('$[].id: 1 of 3 missing, such as 2');
});

test('lines: a missing row and many doubled rows are differences, messages and times are not', () => {
  const log = (seconds: string, extra = '') => `reading\n${lines(20)}\n${extra}done in ${seconds} s, 0 retries`;
  expect(
    difference(log('0.3'), log('0.3'), log('2.4', 'status 503, trying again\n').replace('0 retries', '1 retries')),
  ).toBeNull();
  expect(difference(lines(20), lines(20), lines(19))).toBe('1 of 20 lines missing, such as "20,row 19"');
  expect(difference(lines(20), lines(20), `${lines(20)}\n${lines(12)}`)).toContain('lines more than once');
  expect(difference('20 rows', '20 rows', '10 rows')).toBe(
    '1 of 1 lines missing, such as "20 rows"; there is "10 rows"',
  );
});

test('nothing and noise cannot be compared, and it is said', () => {
  expect(referenceOf('', '')).toMatchObject({ incomparable: expect.stringContaining('--result') });
  expect(referenceOf('a1b\nc2d', 'x\ny')).toMatchObject({ incomparable: expect.stringContaining('too little') });
});

test('an id that overflowed, was cut at the largest number or written as a power is told from one that is whole', () => {
  const of = (text: string) => damagedIn(text, '1,Acme', 'ids-beyond-31-bits').length;
  expect(['-2147482600,Acme', '2147483647,Acme', '2.14748465e+09,Acme'].map(of)).toEqual([1, 1, 1]);
  expect(of('2147484649,Acme')).toBe(0);
  expect(damagedIn('9223372036854775807', '1', 'ids-beyond-53-bits')).toHaveLength(1);
});

test('ids that all come out as one value are lost, in JSON and in lines', () => {
  const numbers = Array.from({ length: 30 }, (_, at) => at + 1);
  const of = (row: (n: number) => string, lost: (n: number) => string) =>
    damagedIn(numbers.map(lost).join('\n'), numbers.map(row).join('\n'), 'ids-beyond-31-bits').map(({ got }) => got);
  const json = (id: number | null, n: number) => JSON.stringify({ id, name: `row ${n}`, status: 'Open' });
  expect(
    of(
      (n) => json(n, n),
      (n) => json(0, n),
    ),
  ).toEqual(['30 times 0']);
  expect(
    of(
      (n) => json(n, n),
      (n) => json(null, n),
    ),
  ).toEqual(['30 times null']);
  expect(
    of(
      (n) => `${n},row ${n},Open`,
      (n) => `0,row ${n},Open`,
    ),
  ).toEqual(['30 times 0']);
  expect(
    of(
      (n) => `${n},row ${n},Open`,
      (n) => `${2147484000 + n},row ${n},Open`,
    ),
  ).toEqual([]);
  expect(
    of(
      (n) => json(n, n),
      (n) => json(2147484000 + n, n),
    ),
  ).toEqual([]);
});

test('JSON that ends in the middle, beyond what a pipe holds, cannot be compared: process.exit() lost the rest', () => {
  const rows = JSON.stringify(Array.from({ length: 5000 }, (_, id) => ({ id, name: `Client ${id}` })));
  const cut = rows.slice(0, 70_000);
  expect(referenceOf(rows, cut)).toEqual({ incomparable: expect.stringContaining('ends in the middle') });
  expect([isCutOff(cut), isCutOff(rows), isCutOff(rows.slice(0, 900)), isCutOff('x'.repeat(70_000))]).toEqual([
    ...[true, false, false, false],
  ]);
  const lines = rows.slice(1, -1).replaceAll('},', '}\n');
  expect(isCutOff(lines)).toBe(false);
  const long = 'a line\n'.repeat(64 * 150_000);
  expect(referenceOf(long, long)).toEqual({ incomparable: expect.stringContaining('longer than 64 MiB') });
});
