import { expect, test } from '@playwright/test';
import { mistakesShownIn } from '../../contract/combined/mistakes.ts';
import { comparable } from '../../../verifier/model/values.ts';
import type { Field } from '../../../spec/contract.ts';

const date = (text: string) => comparable({ type: 'date' } as Field, text)!;
const shown = (
  type: Field['type'],
  values: readonly (string | number)[],
  pivot: string | number,
  predicate: 'equal' | 'greaterThan' | 'lessThan',
) => {
  const read = (value: string | number) => (type === 'date' ? date(String(value)) : value);
  return mistakesShownIn(type, values.map(read))(read(pivot), [predicate]);
};

test('A comparison shows a mistake where a row changes sides by it', () => {
  expect(shown('integer', [9, 10], 9, 'greaterThan'), 'as text').toBe(1);
  expect(shown('integer', [19, 10], 10, 'greaterThan')).toBe(0);
  expect(shown('number', [1.5, 1.2], 1.2, 'equal'), 'as whole numbers').toBe(1);
  expect(shown('number', [1.5, 2.2], 2.2, 'equal')).toBe(0);
  expect(shown('number', [9.5, 10.5], 9.5, 'greaterThan'), 'as text').toBe(1);
  expect(shown('number', [9.2, 9.5], 9.2, 'greaterThan'), 'as whole numbers').toBe(1);
  expect(shown('year-month', ['2024-03', '2023-03'], '2023-03', 'equal'), 'by the month alone').toBe(1);
  expect(shown('year-month', ['2024-03', '2024-05'], '2024-05', 'equal'), 'by the year alone').toBe(1);
  expect(shown('string', ['Ann Lee', 'Bo Lee'], 'Bo Lee', 'equal'), 'by the last word').toBe(1);
  expect(shown('string', ['Ann Lee', 'Al Poe'], 'Al Poe', 'equal'), 'by the first letter').toBe(1);
  expect(shown('boolean', [], 1, 'equal')).toBe(0);
});

test('Dates show by which part of them, or by which text, a server compares', () => {
  const by = (other: string) => shown('date', ['2024-05-06T07:08:09', other], '2024-05-06T07:08:09', 'equal');
  // The day, the hour, the year, the month, and both texts of a day; then fewer and fewer of them.
  expect(by('2024-05-06T07:30:00')).toBe(6);
  expect(by('2024-05-06T09:00:00')).toBe(5);
  expect(by('2024-05-09T09:00:00')).toBe(2);
  expect(by('2024-09-09T09:00:00')).toBe(1);
  expect(by('2021-09-09T09:00:00')).toBe(0);
  expect(by('2021-09-09T07:08:09'), 'the time of day').toBe(1);
  expect(by('2021-05-06T07:08:09'), 'the time of day, and one of any year').toBe(2);
});

test('A value that is absent is on no side, and several predicates show what one of them shows', () => {
  const shownIn = mistakesShownIn('integer', [null, 9, 10]);
  expect([shownIn(9, ['lessThan']), shownIn(9, ['greaterThan']), shownIn(9, ['lessThan', 'greaterThan'])]).toEqual([
    1, 1, 1,
  ]);
  expect(mistakesShownIn('integer', [null])(9, ['equal', 'lessThan'])).toBe(0);
});
