import { expect, test } from '@playwright/test';
import { joined } from '../../../verifier/model/rules.ts';
import { fitTogether, inGroups } from '../../contract/checks/filtered.ts';

const rule = (condition: string) => ({ field: 'name', predicate: 'equal', condition });
const lengthOf = (rules: readonly ReturnType<typeof rule>[]) =>
  encodeURIComponent(JSON.stringify(joined(rules, 'or'))).length;

/** A rule that makes the query of one alone so long. */
const ofLength = (length: number) => rule('x'.repeat(length - lengthOf([rule('')])));

test('rules fit into one query up to 1,500 characters, as they are sent', () => {
  expect(fitTogether([ofLength(1500)])).toBe(true);
  expect(fitTogether([ofLength(1501)])).toBe(false);
});

test('rules are grouped in their order, by count and by length; one that is too long alone stays alone', () => {
  const sizes = (rules: readonly ReturnType<typeof rule>[], most: number) =>
    inGroups(rules, most).map(({ length }) => length);
  const short = Array.from({ length: 7 }, (_, i) => rule(String(i)));
  expect(sizes(short, 3)).toEqual([3, 3, 1]);
  expect(inGroups(short, 3).flat()).toEqual(short);
  expect(sizes([ofLength(700), ofLength(700), ofLength(700)], 8)).toEqual([2, 1]);
  expect(sizes([rule('a'), ofLength(1600), rule('b')], 8)).toEqual([1, 1, 1]);
  expect(sizes([], 8)).toEqual([]);
});
