import { expect, test } from '@playwright/test';
import { startMock } from '../../mocks/index.ts';
import { CATALOGUE } from '../catalogue.ts';
import { requestCounts, served, windowsPassed } from '../../verifier/counts.ts';
import { configOf } from '../../verifier/embedded.ts';
import { requestGroupsOf } from '../../verifier/outstanding.ts';
import { MOST_SERVED, MOST_WINDOWS } from '../../verifier/plan.ts';
import type { Run } from '../../verifier/run.ts';
import { Scheduler } from '../../verifier/scheduler.ts';
import { SUITES } from '../../verifier/suites.ts';
import { runOf as startRun } from '../unit/run-of.ts';

const WINDOW_MS = 60_000;

/** A run over all suites of a mock whose clock is moved, without its pages: a browser would only take time. */
async function runOf(depth: 'quick' | 'standard') {
  const mock = await startMock();
  const { portal: _, docsUrl: __, ...config } = configOf(mock);
  const run = startRun(config, { depth, seed: 3 });
  const scheduler = new Scheduler(run, CATALOGUE.scenarios);
  await scheduler.gather();
  await mock.close();
  const results = SUITES.flatMap((suite) => CATALOGUE.checks[suite].map(({ clause }) => run.judge(clause)));
  return { run, results, exchanges: run.context.recorder.all() };
}

/** What every run of this depth sends for these clauses, and this one did not. */
function leftOf(run: Run, clauses: readonly string[]): string[] {
  const checks = CATALOGUE.checks.contract.filter(({ clause }) => clauses.includes(clause));
  return checks.flatMap((check) =>
    requestGroupsOf(check, run.context, run.secrets)
      .filter((group) => group.depth === 'quick')
      .map(({ label }) => `${check.clause} ${label}`),
  );
}

for (const depth of ['quick', 'standard'] as const) {
  test(`a run of depth ${depth} keeps within its requests and windows, and every group has a clause that was tried`, async () => {
    const { run, results, exchanges } = await runOf(depth);
    const counts = requestCounts(exchanges);
    expect(counts.served).toBeLessThanOrEqual(MOST_SERVED[depth]);
    expect(counts.served).toBeGreaterThan(MOST_SERVED[depth] * 0.9);
    expect(run.client.unplanned429).toBe(0);
    // Where waiting costs nothing the protocol begins with two quiet windows; a live target has one.
    expect(windowsPassed(exchanges, WINDOW_MS)).toBeLessThanOrEqual(MOST_WINDOWS[depth]);
    const tried = new Set(results.filter(({ verdict }) => verdict === 'pass').map(({ id }) => id.slice(0, 3)));
    expect([...tried]).toEqual(expect.arrayContaining(['AUT', 'CON', 'FIL', 'LIM', 'PAG', 'REL', 'SEC', 'SRT']));
    expect(results.filter(({ verdict }) => verdict === 'fail')).toEqual([]);
    // No burst carries these, and lists would leave them nothing.
    if (depth === 'standard')
      expect(leftOf(run, ['FIL-07', 'SRT-05', 'PAG-07', 'PAG-08', 'PAG-09', 'CON-09'])).toEqual([]);
    if (depth !== 'quick') return;
    const burst = exchanges.findLastIndex(({ scenario }) => scenario.startsWith('lim-burst'));
    const after = exchanges.slice(burst + 1).filter(served);
    expect(after.map(({ scenario }) => scenario)).toEqual(['lim-rejected-1', 'lim-rejected-1']);
  });
}
