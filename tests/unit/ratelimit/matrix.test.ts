import { expect, test } from '@playwright/test';
import { inferAlgorithm } from '../../ratelimit/evidence/algorithm.ts';
import { measured } from '../../ratelimit/evidence/measured.ts';
import { judged } from './judged.ts';
import type { LimiterKind } from './limiters.ts';
import { simulate, type Dataset } from './simulated.ts';

const FOUR: readonly LimiterKind[] = ['fixed-window', 'aligned-window', 'sliding-window', 'token-bucket'];
const TOLERATED: readonly LimiterKind[] = ['sliding-counter', 'segmented-window'];
const NETWORKS = [
  { latencyMs: 0, stalls: 0 },
  { latencyMs: 80, stalls: 0 },
  { latencyMs: 250, stalls: 0 },
  { latencyMs: 80, stalls: 0.01 },
  { latencyMs: 250, stalls: 0.01 },
];
/** Runs of each kind on each road; MATRIX_SEEDS=60 tries harder than every `npm test` has to. */
const SEEDS = Array.from({ length: Number(process.env.MATRIX_SEEDS ?? 4) }, (_, i) => i * 7919 + 1);

/** Runs of an honest limiter that were flagged all the same, in words. */
async function falseAlarms(kind: LimiterKind): Promise<string[]> {
  const alarms: string[] = [];
  for (const network of NETWORKS) {
    for (const seed of SEEDS) {
      const { fail, warn, why } = await judged(simulate({ kind, seed, ...network }));
      if (fail.length + warn.length > 0) alarms.push(`${JSON.stringify({ network, seed })}: ${why.join(' | ')}`);
    }
  }
  return alarms;
}

for (const kind of FOUR) {
  test(`an honest ${kind} limiter breaks no clause, over any road`, async () => {
    expect(await falseAlarms(kind)).toEqual([]);
  });
}

for (const kind of TOLERATED) {
  // A counter that slides can look like a bucket that refills too slowly, if phase and road conspire: 1 run of 300.
  test(`an honest ${kind} limiter is hardly ever flagged`, async () => {
    expect((await falseAlarms(kind)).length).toBeLessThanOrEqual(1);
  });
}

test('the four algorithms are told apart on a quiet road', async () => {
  for (const kind of FOUR) {
    for (const seed of SEEDS) {
      const { context } = await judged(simulate({ kind, seed, latencyMs: 20, stalls: 0 }));
      const { algorithm, confidence, why } = inferAlgorithm(measured(context));
      expect({ algorithm, confidence }, `${kind}, seed ${seed}: ${why}`).toMatchObject({ algorithm: kind });
    }
  }
});

test('on a quiet road every clause is tried on each of the four algorithms', async () => {
  for (const kind of FOUR) {
    for (const seed of SEEDS) {
      const { notRun, why } = await judged(simulate({ kind, seed, latencyMs: 0, stalls: 0 }));
      expect(notRun, `${kind}, seed ${seed}: ${why.join(' | ')}`).toEqual([]);
    }
  }
});

/** Defects of defects.md, and the clause on which each must be flagged. */
const DEFECTS: readonly { what: string; clause: string; dataset: Partial<Dataset>; kinds?: readonly LimiterKind[] }[] =
  [
    { what: 'no limit', clause: 'LIM-02', dataset: { kind: 'none' }, kinds: ['none'] },
    { what: 'a limit of 49', clause: 'LIM-01', dataset: { options: { limit: 49 } } },
    { what: 'a limit of 40', clause: 'LIM-01', dataset: { options: { limit: 40 } } },
    // A bucket may be filled by a timer that ticks just then, so from outside 51 is not wrong there.
    { what: 'a limit of 51', clause: 'LIM-02', dataset: { options: { limit: 51 } }, kinds: FOUR.slice(0, 3) },
    { what: 'a limit of 53', clause: 'LIM-02', dataset: { options: { limit: 53 } } },
    { what: '503 for 429', clause: 'LIM-03', dataset: { rejectWith: () => ({ status: 503 }) } },
    {
      what: '200 for 429',
      clause: 'LIM-03',
      dataset: { rejectWith: () => ({ status: 200, text: '{"error":"slow down"}' }) },
    },
    { what: 'a budget for each key', clause: 'LIM-04', dataset: { account: (key) => String(key) } },
    { what: 'a budget for all tenants', clause: 'LIM-05', dataset: { account: () => 'all' } },
    { what: 'a window of 55 s', clause: 'LIM-06', dataset: { options: { windowMs: 55_000 } } },
    { what: 'a window of 65 s', clause: 'LIM-06', dataset: { options: { windowMs: 65_000 } } },
    {
      what: 'a window of an hour',
      clause: 'LIM-06',
      dataset: { options: { windowMs: 3_600_000 } },
      kinds: FOUR.slice(0, 3),
    },
    {
      what: 'refusals that extend the wait',
      clause: 'LIM-06',
      dataset: { options: { extend: true } },
      kinds: ['fixed-window', 'sliding-window'],
    },
    {
      what: 'Retry-After as an epoch',
      clause: 'LIM-07',
      dataset: { rejectWith: (ms, now) => after((now + ms) / 1000) },
    },
    { what: 'Retry-After always 60', clause: 'LIM-07', dataset: { rejectWith: () => after(60) } },
    {
      what: 'Retry-After always 1',
      clause: 'LIM-07',
      dataset: { rejectWith: () => after(1) },
      kinds: FOUR.slice(0, 3),
    },
    { what: 'Retry-After in fractions', clause: 'LIM-07', dataset: { rejectWith: (ms) => after(ms / 1000 + 0.01) } },
    {
      what: 'a budget for each operation',
      clause: 'LIM-08',
      dataset: { account: (_, request) => String(request.operation) },
    },
    { what: 'a regeneration that refills', clause: 'LIM-09', dataset: { renewRefills: true } },
    { what: 'refusals for the key that spend', clause: 'LIM-10', dataset: { spendUnauthorised: true } },
    { what: 'a race that serves all', clause: 'LIM-11', dataset: { raceMs: 10_000 } },
    {
      what: 'a 429 that caches may keep',
      clause: 'LIM-12',
      dataset: { rejectWith: () => ({ headers: { 'cache-control': ['public, max-age=60'] } }) },
    },
    {
      what: 'a 429 with an error page',
      clause: 'LIM-12',
      dataset: {
        rejectWith: () => ({ headers: { 'content-type': ['text/html'] }, text: '<html><h1>Slow down</h1></html>' }),
      },
    },
  ];

function after(seconds: number) {
  return { headers: { 'retry-after': [String(seconds)] } };
}

for (const { what, clause: id, dataset, kinds = FOUR } of DEFECTS) {
  test(`${id} flags ${what}`, async () => {
    for (const kind of kinds) {
      for (const network of NETWORKS.slice(0, 3)) {
        for (const seed of SEEDS.slice(0, SEEDS.length >> 2)) {
          const { fail, warn, why } = await judged(simulate({ kind, seed, ...network, ...dataset }));
          const context = `${kind} ${JSON.stringify({ network, seed })}: ${why.join(' | ')}`;
          expect([...fail, ...warn], context).toContain(id);
        }
      }
    }
  });
}
