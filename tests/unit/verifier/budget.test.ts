import { expect, test } from '@playwright/test';
import { Budget } from '../../../verifier/budget.ts';
import { comparable } from '../../../verifier/model/values.ts';
import type { Field } from '../../../spec/contract.ts';

test('a budget fits as many requests as the limit allows, without the margin, in a window that begins with each', () => {
  const budget = new Budget(5, 1_000, 2, 50);
  expect([budget.most, budget.left(0), budget.wait(0), budget.wait(0, 3), budget.wait(0, 99)]).toEqual([3, 3, 0, 0, 0]);
  for (const at of [0, 100, 200]) budget.spend(at);
  expect([budget.left(200), budget.wait(200), budget.wait(200, 2), budget.wait(200, 3)]).toEqual([0, 850, 950, 1_050]);
  expect(budget.wait(200, 99), 'never more than fit in a window').toBe(1_050);
  expect([budget.left(1_049), budget.left(1_050), budget.left(1_150), budget.left(1_250)]).toEqual([0, 1, 2, 3]);
  expect([new Budget(1, 1_000).most, new Budget(3, 1_000, 3).most, new Budget(3, 1_000, 9).most]).toEqual([1, 1, 1]);
});

test('a clock that was set back makes no wait negative', () => {
  const budget = new Budget(1, 1_000);
  budget.spend(5_000);
  budget.spend(0);
  expect(budget.wait(5_500)).toBe(0);
});

test('a value compares by the type of its field, and as none where it is of another', () => {
  const of = (type: string) =>
    [null, undefined, 'text', 7, true, '2024-05-05T00:00:00', {}].map((value) => comparable({ type } as Field, value));
  const [none, date] = [null, comparable({ type: 'date' } as Field, '2024-05-05T00:00:00')];
  expect(typeof date).toBe('bigint');
  expect(of('string')).toEqual([none, none, 'text', none, none, '2024-05-05T00:00:00', none]);
  expect(of('uuid')).toEqual(of('string'));
  expect(of('integer')).toEqual([none, none, none, 7, none, none, none]);
  expect(of('number')).toEqual(of('integer'));
  expect(of('boolean')).toEqual([none, none, none, none, true, none, none]);
  expect(of('date')).toEqual([none, none, none, none, none, date, none]);
});
