import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { Budget } from '../../../verifier/budget.ts';
import { boundLine, endOfWindows, lowerBound, mostServed, planLine, planOf } from '../../../verifier/plan.ts';

test('A depth serves as many requests as it says, more only for the bursts of a large limit', () => {
  const most = (limit: number) => (['quick', 'standard', 'full'] as const).map((depth) => mostServed(depth, limit));
  expect(most(1)).toEqual([60, 300, Infinity]);
  expect(most(50)).toEqual([60, 300, Infinity]);
  expect(most(51)).toEqual([61, 306, Infinity]);
});

test('The windows of a depth end two seconds early, and are of half a minute at least', () => {
  expect(endOfWindows('quick', 60_000, 5)).toBe(118_005);
  expect(endOfWindows('standard', 60_000, 0)).toBe(478_000);
  expect(endOfWindows('quick', 10_000, 0)).toBe(58_000);
  expect(endOfWindows('full', 60_000, 0)).toBe(Infinity);
  expect(boundLine('quick', 50, 60)).toBe('at most 60 served requests in 2 windows');
  expect(boundLine('quick', 50, 30)).toBe('at most 60 served requests in 2 windows');
  expect(boundLine('standard', 50, 29)).toBe('at most 300 served requests in 4 min');
  expect(boundLine('full', 50, 60)).toBeUndefined();
});

test('The plan says what measuring the limit takes, and what the rest takes at the pace', () => {
  const pace = { limit: 50, windowSeconds: 60, perWindow: 48 };
  const windows = (requests: number, measures: boolean) => planOf('full', requests, pace, measures).windows;
  expect([0, 48, 49, 96, 97].map((requests) => windows(requests, false))).toEqual([1, 1, 2, 2, 3]);
  expect([0, 150, 198, 199, 246, 247].map((requests) => windows(requests, true))).toEqual([5, 5, 5, 6, 6, 7]);
  expect(planOf('standard', 0, pace, true)).toEqual({ requests: 150, windows: 5, minutes: 5 });
  expect(planOf('standard', 999, { ...pace, windowSeconds: 61 }, true)).toEqual({
    ...{ requests: 300, windows: 8, minutes: 9 },
  });
  expect(lowerBound('quick', 50)).toEqual({ requests: 50, windows: 2 });
  expect(lowerBound('standard', 50)).toEqual({ requests: 150, windows: 5 });
  expect(planLine({ requests: 9, windows: 1, minutes: 1 }, 60)).toBe(
    'plan: about 9 served requests in 1 window of 60 s, some 1 min',
  );
  expect(planLine({ requests: 9, windows: 2, minutes: 2 }, 60)).toContain('in 2 windows of 60 s');
});

test('Whatever was spent, the quota is never above the limit in any window, and no wait is longer than it has to be', () => {
  const step = fc.record({ pause: fc.integer({ min: 0, max: 40 }), count: fc.integer({ min: 1, max: 7 }) });
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 6 }),
      fc.integer({ min: 0, max: 7 }),
      fc.integer({ min: 0, max: 9 }),
      fc.array(step, { maxLength: 12 }),
      (limit, margin, slack, steps) => {
        const budget = new Budget(limit, 20, margin, slack);
        const most = Math.max(1, limit - margin);
        expect(budget.most).toBe(most);
        const spent: number[] = [];
        // Requests of the last window, whose first moment is no longer part of it.
        const within = (at: number) => spent.filter((one) => one > at - (20 + slack)).length;
        let now = 0;
        for (const { pause, count } of steps) {
          now += pause;
          expect(budget.left(now)).toBe(Math.max(0, most - within(now)));
          let wait = 0;
          while (within(now + wait) + Math.min(count, most) > most) wait += 1;
          expect(budget.wait(now, count)).toBe(wait);
          now += wait;
          for (let n = 0; n < Math.min(count, most); n += 1) {
            budget.spend(now);
            spent.push(now);
          }
        }
      },
    ),
  );
});

test('Quota that others used up is waited for like our own', () => {
  const budget = new Budget(2, 10);
  for (const at of [0, 1, 2, 3]) budget.spend(at);
  expect([budget.left(3), budget.wait(3), budget.wait(3, 2), budget.wait(3, 99)]).toEqual([0, 9, 10, 10]);
  expect([budget.left(12), budget.wait(12), budget.wait(12, 2), budget.left(13)]).toEqual([1, 0, 1, 2]);
});
