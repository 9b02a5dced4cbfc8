import { expect, test } from '@playwright/test';
import { Budget } from '../../../verifier/budget.ts';
import type { Check } from '../../../verifier/check.ts';
import { Recorder } from '../../../verifier/recorder.ts';
import { listRequest } from '../../../verifier/requests.ts';
import type { Run } from '../../../verifier/run.ts';
import { sampleContract, sampleExchange } from '../../../verifier/samples/sample.ts';
import { Secrets } from '../../../verifier/secrets.ts';
import { TimeLeft } from '../../../verifier/time-left.ts';

/** The line of progress of a run that still needs `open` requests and two scenarios, of which some are over. */
function lineOf(
  open: number,
  {
    embedded = false,
    depth = 'full',
    over = [] as string[],
    sent = 0,
    at = 0,
    runs = undefined as string | undefined,
    since = 0,
  } = {},
) {
  const check: Check = {
    clause: 'PAG-02',
    *requestGroups({ contract: { operations } }) {
      for (let page = 1; page <= open; page += 1)
        yield { label: `${page}`, depth: 'quick', requests: [listRequest(operations[0]!, { page })] };
    },
    judge: () => ({ kind: 'not-run', why: 'nothing is judged', notes: [] }),
  };
  const recorder = new Recorder();
  const budget = new Budget(50, 60_000);
  for (let n = 0; n < sent; n += 1) {
    recorder.record(sampleExchange('probe', n, { body: {} }));
    budget.spend(n);
  }
  const target = { baseUrl: 'http://sample', embedded, limit: 50, windowSeconds: 60, keys: new Set(['active']) };
  const run = {
    plan: { suites: ['contract', 'ratelimit'], depth },
    context: { contract: sampleContract(), target, depth, seed: 1, recorder },
    checks: (suite: string) => (suite === 'contract' ? [check] : []),
    secrets: new Secrets({ active: 'k'.repeat(40) }),
    state: { completedScenarios: over, plan: { requests: 0, windows: 5, minutes: 5 } },
    clock: { now: () => sent },
    ...{ budget, checkFailed: () => undefined, progress: { tick: () => undefined } },
  };
  const scenario = (name: string) => ({ name, work: 1_000, run: () => Promise.resolve() });
  const scenarios = { contract: [scenario('first')], auth: [], ratelimit: [scenario('limit')] };
  const known = Object.values(scenarios)
    .flat()
    .find(({ name }) => name === runs);
  try {
    performance.now = () => 0;
    const timeLeft = new TimeLeft(run as unknown as Run, scenarios);
    performance.now = () => since;
    timeLeft.runs(known);
    performance.now = () => at;
    return timeLeft.line();
  } finally {
    delete (performance as Partial<Performance>).now;
  }
}

test('the line of progress tells what was sent, what is to go, and how long that takes', () => {
  const both = ['first', 'limit'];
  // Of a live run the quota decides: 50 requests a minute.
  expect(lineOf(10, { over: both })).toBe('0 requests sent, about 10 to go, about 5 s left');
  expect(lineOf(51, { over: both })).toBe('0 requests sent, about 51 to go, about 60 s left');
  expect(lineOf(120, { over: both, sent: 50 })).toBe('50 requests sent, about 120 to go, about 3 min left');
  // The limit is still to be measured: that takes the windows of the plan.
  expect(lineOf(10, { over: ['first'] })).toBe('0 requests sent, about 10 to go, about 5 min left');
  // No depth sends more than it may.
  expect(lineOf(100, { over: both, depth: 'quick' })).toBe('0 requests sent, about 60 to go, about 60 s left');
  expect(lineOf(100, { over: both, depth: 'quick', sent: 10 })).toContain('about 50 to go');
  // An embedded run never waits: what is ahead of it is work, at the pace of what is done; at first 30 ms a request.
  expect(lineOf(1_000, { embedded: true, over: both })).toMatch(/about 1000 to go, about 5 s left$/);
  expect(lineOf(1_000, { embedded: true, over: ['first'] })).toMatch(/about 1000 to go, about 15 s left$/);
  expect(lineOf(0, { embedded: true })).toMatch(/about 0 to go, about (60|65) s left$/);
  // After 80 s in which other work took 22 to 68 ms a request, the current scenario has the rest of its own at that pace.
  const slow = { embedded: true, over: ['first'], at: 80_000, runs: 'limit' };
  expect([20_000, 50_000, 60_000, 79_000].map((since) => lineOf(0, { ...slow, since }))).toEqual(
    [5, 20, 35, 70].map((seconds) => `0 requests sent, about 0 to go, about ${seconds} s left`),
  );
});
