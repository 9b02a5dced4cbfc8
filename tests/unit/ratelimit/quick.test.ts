import { expect, test } from '@playwright/test';
import { requestCounts, windowsPassed } from '../../../verifier/counts.ts';
import { MOST_SERVED, MOST_WINDOWS } from '../../../verifier/plan.ts';
import { WINDOW_MS } from './drive.ts';
import { judged } from './judged.ts';
import { CONFORMING_KINDS } from './limiters.ts';
import { simulate, type Dataset } from './simulated.ts';

const LATENCIES = [0, 80];
const SEEDS = [1, 7920, 15839, 23758];

/** What quick runs find against a limiter, one run in a line; each keeps within the bounds that its depth promises. */
async function found(dataset: Omit<Dataset, 'seed' | 'latencyMs' | 'stalls'>): Promise<string[][]> {
  const runs: string[][] = [];
  for (const latencyMs of LATENCIES) {
    for (const seed of SEEDS) {
      const { fail, warn, context } = await judged(
        simulate({ seed, latencyMs, stalls: 0, ...dataset }, 'quick'),
        false,
      );
      expect(requestCounts(context.recorder.all()).served).toBeLessThanOrEqual(MOST_SERVED.quick);
      expect(windowsPassed(context.recorder.all(), WINDOW_MS)).toBeLessThanOrEqual(MOST_WINDOWS.quick);
      runs.push([...fail, ...warn]);
    }
  }
  return runs;
}

test('a quick run flags no honest limiter, a bucket that a timer fills in steps included', async () => {
  for (const kind of CONFORMING_KINDS) {
    for (const steps of [6, 10, 20]) expect((await found({ kind, options: { steps } })).flat(), kind).toEqual([]);
  }
});

for (const rate of [2, 3, 5]) {
  test(`LIM-06 flags a bucket that refills ${rate} times as fast in a quick run`, async () => {
    const runs = await found({ kind: 'token-bucket', options: { rate } });
    const missed = runs.filter((ids) => !ids.includes('LIM-06')).length;
    expect(missed, JSON.stringify(runs)).toBeLessThanOrEqual(1);
  });
}

test('LIM-02 flags a server without a limit, and two workers, in a quick run', async () => {
  for (const dataset of [{ kind: 'none' }, { kind: 'fixed-window', workers: 2 }] as const) {
    for (const ids of await found(dataset)) expect(ids).toContain('LIM-02');
  }
});

test('LIM-04 flags a quota for each User-Agent in a quick run', async () => {
  const account: Dataset['account'] = (key, { headers }) => `${key === 'foreign'} ${String(headers['user-agent'])}`;
  for (const ids of await found({ kind: 'fixed-window', account })) expect(ids).toContain('LIM-04');
});
