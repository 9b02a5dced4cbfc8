import { expect, test } from '@playwright/test';
import { ratelimitChecks } from '../../ratelimit/catalogue.ts';
import { JUMPED, MACHINE } from '../../ratelimit/scenarios/names.ts';
import { judged } from './judged.ts';
import { CONFORMING_KINDS, type LimiterKind } from './limiters.ts';
import { simulate, type Dataset } from './simulated.ts';

const FOUR: readonly LimiterKind[] = ['fixed-window', 'aligned-window', 'sliding-window', 'token-bucket'];

/** Somebody who spends at another pace than windows pass, so that each burst finds another rest of the budget. */
const NEIGHBOURS: readonly Required<Pick<Dataset, 'kind' | 'neighbour'>>[] = [
  { kind: 'fixed-window', neighbour: { requests: 10, everyMs: 11_000, at: 55_000 } },
  { kind: 'fixed-window', neighbour: { requests: 60, everyMs: 61_000, at: 1_000 } },
  { kind: 'aligned-window', neighbour: { requests: 10, everyMs: 11_000, at: 30_000 } },
  { kind: 'sliding-window', neighbour: { requests: 60, everyMs: 61_000, at: 1_000 } },
];

for (const { kind, neighbour } of NEIGHBOURS) {
  const { requests, everyMs, at } = neighbour;
  test(`a ${kind} limiter is not flagged for what somebody else spends: ${requests} every ${everyMs} ms from ${at} ms on`, async () => {
    const { fail, warn, why } = await judged(simulate({ kind, seed: 1, latencyMs: 80, stalls: 0, neighbour }));
    expect([...fail, ...warn], why.join(' | ')).toEqual([]);
    // What they spent leaves a trace in most runs; where a later budget was whole, nothing is left to say.
    if (why.length > 0) expect(why.join()).toMatch(/somebody else/);
  });
}

/** MATRIX_SEEDS=12 tries harder than every `npm test` has to. */
const SEEDS = Array.from({ length: Number(process.env.MATRIX_SEEDS ?? 2) }, (_, i) => i * 7919 + 1);

test('LIM-01 a neighbour that uses the quota steadily is never taken for a lower limit', async () => {
  for (const kind of SEEDS.length > 2 ? CONFORMING_KINDS : FOUR) {
    for (const everyMs of [7_700, 12_000]) {
      for (const seed of SEEDS) {
        const neighbour = { requests: 1, everyMs, at: seed % everyMs };
        const { fail, why } = await judged(simulate({ kind, seed, latencyMs: 20, stalls: 0, neighbour }), false);
        expect(fail, `${kind}, every ${everyMs} ms, seed ${seed}: ${why.join(' | ')}`).not.toContain('LIM-01');
      }
    }
  }
});

test('a neighbour that sends at the same moment of each minute, or half minute, fails no clause', async () => {
  for (const kind of SEEDS.length > 2 ? CONFORMING_KINDS : FOUR) {
    for (const [requests, everyMs, at] of [
      [5, 60_000, 0],
      [15, 60_000, 0],
      [30, 60_000, 5_000],
      [5, 30_000, 0],
    ] as const) {
      for (const seed of SEEDS) {
        const neighbour = { requests, everyMs, at, onClock: true } as const;
        const { fail, why } = await judged(simulate({ kind, seed, latencyMs: 30, stalls: 0, neighbour }), false);
        expect(fail, `${kind}, ${requests} each ${everyMs} ms, seed ${seed}: ${why.join(' | ')}`).toEqual([]);
      }
    }
  }
});

test('LIM-01 a lower limit is a warning with both explanations where nobody says that the provider is quiet', async () => {
  for (const kind of ['fixed-window', 'aligned-window'] as const) {
    for (const limit of [30, 40, 47]) {
      const { target, context } = simulate({ kind, seed: 1, latencyMs: 20, stalls: 0, options: { limit } });
      const shared = { ...context, target: { ...context.target, quiet: false } };
      const { warn, why } = await judged({ target, context: shared });
      expect(warn, `${kind} of ${limit}: ${why.join(' | ')}`).toContain('LIM-01');
      expect(why.join()).toContain(`${50 - limit} a window would look the same: --quiet-provider`);
    }
  }
});

test('what no neighbour explains fails beside a lower limit: Retry-After that nobody can read, too much too early', async () => {
  const lower = { kind: 'fixed-window', seed: 1, latencyMs: 20, stalls: 0 } as const;
  for (const [clause, dataset] of [
    ['LIM-07', { ...lower, options: { limit: 45 }, rejectWith: () => ({ headers: { 'retry-after': ['soon'] } }) }],
    ['LIM-06', { ...lower, options: { limit: 45, windowMs: 30_000 } }],
  ] as const) {
    const { target, context } = simulate(dataset);
    const shared = { ...context, target: { ...context.target, quiet: false } };
    const { fail, why } = await judged({ target, context: shared });
    expect(fail, why.join(' | ')).toContain(clause);
  }
});

test('LIM-01 flags a lower limit, which serves as little each time', async () => {
  const options = { limit: 40 };
  const { fail } = await judged(simulate({ kind: 'fixed-window', seed: 1, latencyMs: 80, stalls: 0, options }));
  expect(fail).toContain('LIM-01');
});

test('a machine whose clock jumped by two seconds fails no clause for a time that it measured', async () => {
  const driven = simulate({ kind: 'fixed-window', seed: 1, latencyMs: 20, stalls: 0, options: { windowMs: 30_000 } });
  expect((await judged(driven)).fail).toContain('LIM-06');
  driven.context.recorder.observe({ scenario: MACHINE, step: JUMPED, fact: JUMPED, value: 2_000 });
  const lim06 = ratelimitChecks.find(({ clause }) => clause === 'LIM-06');
  expect(lim06?.judge(driven.context)).toMatchObject({
    kind: 'not-run',
    why: expect.stringContaining('jumped by 2.0 s'),
  });
});
