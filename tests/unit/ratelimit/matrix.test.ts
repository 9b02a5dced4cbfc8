import { expect, test } from '@playwright/test';
import { inferAlgorithm } from '../../ratelimit/evidence/algorithm.ts';
import { measured } from '../../ratelimit/evidence/measured.ts';
import { DEFECTS, FOUR, TOLERATED } from './defects.ts';
import { judged } from './judged.ts';
import type { LimiterKind } from './limiters.ts';
import { simulate } from './simulated.ts';

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
