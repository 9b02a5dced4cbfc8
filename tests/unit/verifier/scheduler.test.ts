import { expect, test } from '@playwright/test';
import { windowsPassed } from '../../../verifier/counts.ts';
import type { Exchange } from '../../../verifier/exchange.ts';
import { planOf } from '../../../verifier/plan.ts';

const WINDOW_MS = 60_000;

test('windows are counted by the clock, a begun one as one', () => {
  const at = (sentAt: number): Exchange => ({ n: 1, scenario: 'probe', request: REQUEST, sentAt, took: 100 });
  expect(windowsPassed([], WINDOW_MS)).toBe(0);
  expect(windowsPassed([at(5)], WINDOW_MS)).toBe(1);
  expect(windowsPassed([at(0), at(61_000), at(30_000)], WINDOW_MS)).toBe(2);
});

const REQUEST = { method: 'GET', target: '/clients', headers: {} };

test('the plan counts the windows that the protocol and the pace take', () => {
  const pace = { limit: 50, windowSeconds: 60, perWindow: 48 };
  expect(planOf('quick', 200, pace, true)).toEqual({ requests: 60, windows: 2, minutes: 2 });
  expect(planOf('standard', 260, pace, true)).toEqual({ requests: 260, windows: 7, minutes: 7 });
  expect(planOf('standard', 100, pace, false)).toEqual({ requests: 100, windows: 3, minutes: 3 });
  expect(planOf('full', 1000, { ...pace, windowSeconds: 30 }, false)).toEqual({
    requests: 1000,
    windows: 21,
    minutes: 11,
  });
});
