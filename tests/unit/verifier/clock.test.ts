import { expect, test } from '@playwright/test';
import { interruptible, Interrupted, movableClock, realClock, wallClockAhead } from '../../../verifier/clock.ts';

/** Whether a number is another, but for the time that the machine took meanwhile. */
const isAbout = (actual: number, expected: number) => actual >= expected - 5 && actual < expected + 1_000;

test('The clock of a run goes with the clock on the wall, and waits for real', async () => {
  expect(Math.abs(realClock.now() - Date.now())).toBeLessThan(1_000);
  expect(Math.abs(wallClockAhead())).toBeLessThan(1_000);
  const began = realClock.now();
  await realClock.sleep(20);
  await realClock.sleep(-1_000);
  expect(isAbout(realClock.now() - began, 20)).toBe(true);
});

test('A movable clock moves instead of waiting, from 51 ms on, and says how far it is ahead', async () => {
  const moves: number[] = [];
  const offsets: number[] = [];
  const advance = (ms: number) => Promise.resolve(void moves.push(ms));
  const clock = movableClock(advance, 600_000, (offset) => offsets.push(offset));
  expect(isAbout(clock.now() - realClock.now(), 600_000)).toBe(true);
  const began = realClock.now();
  await clock.sleep(50);
  expect(isAbout(realClock.now() - began, 50)).toBe(true);
  await clock.sleep(51);
  await clock.sleep(100_000);
  expect({ moves, offsets }).toEqual({ moves: [51, 100_000], offsets: [600_051, 700_051] });
  expect(isAbout(clock.now() - realClock.now(), 700_051)).toBe(true);
  expect(isAbout(movableClock(advance).now() - realClock.now(), 0)).toBe(true);
});

test('A wait ends within 300 ms of a stop; one that nothing stops has its whole time', async () => {
  let isStopped = false;
  const clock = interruptible(realClock, () => isStopped);
  const began = clock.now();
  await clock.sleep(60);
  expect(isAbout(clock.now() - began, 60)).toBe(true);
  setTimeout(() => (isStopped = true), 10);
  await expect(clock.sleep(3_600_000)).rejects.toThrow(Interrupted);
  expect(clock.now() - began).toBeLessThan(1_060);
  const moved: number[] = [];
  const movable = interruptible(
    movableClock((ms) => Promise.resolve(void moved.push(ms))),
    () => true,
  );
  await movable.sleep(1_000);
  expect(moved, 'a clock that moves does not wait').toEqual([1_000]);
});
