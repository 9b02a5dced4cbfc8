import { expect, test } from '@playwright/test';

import { createClock } from '../../../mocks/clock.ts';

test('A clock follows its source and moves on by what it is told', () => {
  let machine = 100;
  const clock = createClock(() => machine);
  clock.advance(50);
  machine += 7;
  expect(clock.now()).toBe(157);
});

test('A frozen clock moves only when told, and resumes from where it stood', () => {
  let machine = 100;
  const clock = createClock(() => machine);
  clock.freeze();
  machine += 1_000;
  clock.advance(5);
  expect([clock.now(), clock.frozen]).toEqual([105, true]);
  clock.resume();
  machine += 1;
  expect([clock.now(), clock.frozen]).toEqual([106, false]);
});

test('A clock refuses to run backwards or by something that is no number', () => {
  const clock = createClock();
  for (const ms of [-1, Number.NaN, Number.POSITIVE_INFINITY]) expect(() => clock.advance(ms)).toThrow(RangeError);
});
