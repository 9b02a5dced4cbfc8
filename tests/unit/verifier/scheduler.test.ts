import { expect, test } from '@playwright/test';
import { requestCounts, served, windowsPassed } from '../../../verifier/counts.ts';
import type { Exchange } from '../../../verifier/exchange.ts';
import { planOf } from '../../../verifier/plan.ts';
import { ProgressReporter } from '../../../verifier/progress.ts';
import { embeddedLeftMs, liveLeftMs } from '../../../verifier/time-left.ts';

const WINDOW_MS = 60_000;

test('windows are counted by the clock, a begun one as one', () => {
  const at = (sentAt: number): Exchange => ({ n: 1, scenario: 'probe', request: REQUEST, sentAt, took: 100 });
  expect(windowsPassed([], WINDOW_MS)).toBe(0);
  expect(windowsPassed([at(5)], WINDOW_MS)).toBe(1);
  expect(windowsPassed([at(0), at(61_000), at(30_000)], WINDOW_MS)).toBe(2);
});

const REQUEST = { method: 'GET', target: '/clients', headers: {} };

test('requests are counted by what became of them: served, rejected for the key or for the quota, or none of these', () => {
  const key = (name: string) => ({ 'mitp-api-key': `{{${name}}}` });
  const of = (status: number | undefined, headers: Record<string, string> = key('active'), took = 10): Exchange => ({
    ...{ n: 1, scenario: 'probe', request: { ...REQUEST, headers }, sentAt: 0, took },
    ...(status === undefined ? { error: 'reset' } : { response: { status, headers: {}, text: '' } }),
  });
  const sent = [200, 304, 400, 404, 500, 401, 401, 403, 429, undefined].map((status) => of(status));
  expect(requestCounts(sent)).toEqual({ sent: 10, served: 5, refused401: 3, limited429: 1 });
  const keys = ['revoked', 'deleted', 'unknown', 'revoked:upper', 'made-1', 'sibling:lower'];
  expect(keys.map((name) => served(of(200, key(name))))).toEqual([false, false, false, false, true, true]);
  expect(served(of(200, {}))).toBe(false);
  expect(windowsPassed([of(200), of(200, {}, WINDOW_MS)], WINDOW_MS)).toBe(1);
  expect(windowsPassed([of(200), of(200, {}, WINDOW_MS + 1)], WINDOW_MS)).toBe(2);
});

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

test('the time left of a live run is that of the whole run: the quota for its requests, or the windows that measure the limit', () => {
  const rest = { requests: 100, perWindow: 48, windowMs: WINDOW_MS, waitMs: 20_000, plannedMs: 0, mostMs: 480_000 };
  expect(liveLeftMs(rest)).toBe(140_000);
  expect(liveLeftMs({ ...rest, plannedMs: 400_000 })).toBe(400_000);
  expect(liveLeftMs({ ...rest, requests: 5_000 }), 'never beyond the windows of the depth').toBe(480_000);
  expect(liveLeftMs({ ...rest, requests: 0, waitMs: 0, mostMs: -1 })).toBe(0);
});

test('the time left of an embedded run falls while a scenario runs, and follows the pace of the machine', () => {
  const left = (elapsed: number, ms: number) =>
    embeddedLeftMs(elapsed, { done: 300, left: 1_000, running: { work: 600, ms } });
  expect(left(9_000, 0)).toBe(30_000);
  expect(left(14_000, 5_000)).toBe(25_000);
  expect(left(109_000, 100_000), 'a slow scenario has its end before it').toBe(12_000);
  expect(embeddedLeftMs(27_000, { done: 300, left: 1_000 })).toBe(60_000);
});

test('a pause is told with the time left of the run, and nothing is told where nobody watches', () => {
  const lines: string[] = [];
  const progress = new ProgressReporter((line) => lines.push(line), 60_000);
  progress.waiting(5_000, 'the quota is used up');
  progress.status = () => 'about 4 min left';
  progress.tick();
  progress.waiting(1_000, 'too short to be told');
  progress.waiting(5_000, 'the quota is used up');
  expect(lines).toEqual(['pausing 5 s: the quota is used up', 'pausing 5 s: the quota is used up', 'about 4 min left']);
  new ProgressReporter(undefined).tick(0);
});
