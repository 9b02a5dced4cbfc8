import { expect, test } from '@playwright/test';
import { requestCounts, windowsPassed } from '../../../verifier/counts.ts';
import { MOST_SERVED, MOST_WINDOWS } from '../../../verifier/plan.ts';
import { LIMIT, WINDOW_MS } from '../../unit/ratelimit/drive.ts';
import { judged } from '../../unit/ratelimit/judged.ts';
import { CONFORMING_KINDS, type LimiterKind, type LimiterOptions } from '../../unit/ratelimit/limiters.ts';
import { simulate, type Dataset } from '../../unit/ratelimit/simulated.ts';

/** The same on a virtual clock, where a run takes milliseconds: each algorithm, each defect, at several phases and distances. */
const SEEDS = Array.from({ length: Number(process.env.MATRIX_SEEDS ?? 3) }, (_, i) => i * 7919 + 1);
const LATENCIES = [0, 80];

interface Variant {
  what: string;
  clauses: readonly string[];
  setup: Omit<Partial<Dataset>, 'options'> & { options?: Partial<LimiterOptions> };
  kinds?: readonly LimiterKind[];
}

const STEPPED: readonly LimiterKind[] = ['segmented-window', 'stepped-bucket'];
const BUCKETS: readonly LimiterKind[] = ['token-bucket', 'stepped-bucket'];
const WINDOWS = CONFORMING_KINDS.filter((kind) => !BUCKETS.includes(kind));
/** Counters by which a window is told exactly: one that slides is told from others by its pace alone. */
const EXACT = WINDOWS.filter((kind) => kind !== 'sliding-counter');
/** Two counters that slide lag behind each other: what they serve too much is seen in flight (LIM-11), not always in a row. */
const WITHOUT_COUNTER = CONFORMING_KINDS.filter((kind) => kind !== 'sliding-counter');
const OVER = ['LIM-02', 'LIM-06'];

const CONFORMING: readonly Variant[] = [
  { what: 'as it should be', clauses: [], setup: {} },
  ...[10, 6, 2].map((steps) => ({
    what: `in ${steps} steps`,
    clauses: [],
    setup: { options: { steps } },
    kinds: STEPPED,
  })),
];

const BROKEN: readonly Variant[] = [
  { what: 'a limit of 49', clauses: ['LIM-01'], setup: { options: { limit: 49 } } },
  { what: 'a limit of 51', clauses: ['LIM-02'], setup: { options: { limit: 51 } }, kinds: EXACT },
  { what: 'a limit of 60', clauses: OVER, setup: { options: { limit: 60 } }, kinds: [...EXACT, 'token-bucket'] },
  { what: 'half the pace', clauses: ['LIM-06'], setup: { options: { rate: 0.5 } }, kinds: BUCKETS },
  { what: 'twice the pace', clauses: OVER, setup: { options: { rate: 2 } }, kinds: ['token-bucket'] },
  { what: 'thrice the pace', clauses: OVER, setup: { options: { rate: 3 } }, kinds: ['token-bucket'] },
  {
    what: 'half the pace in two steps',
    clauses: ['LIM-06'],
    setup: { options: { rate: 0.5, steps: 2 } },
    kinds: ['stepped-bucket'],
  },
  {
    what: 'twice the pace in two steps',
    clauses: OVER,
    setup: { options: { rate: 2, steps: 2 } },
    kinds: ['stepped-bucket'],
  },
  { what: 'a window of half the length', clauses: OVER, setup: { options: { windowMs: WINDOW_MS / 2 } }, kinds: EXACT },
  {
    what: 'a window of a quarter of the length',
    clauses: OVER,
    setup: { options: { windowMs: WINDOW_MS / 4 } },
    kinds: EXACT,
  },
  {
    what: 'a window of twice the length',
    clauses: ['LIM-06'],
    setup: { options: { windowMs: WINDOW_MS * 2 } },
    kinds: EXACT,
  },
  { what: 'a ban after three rejections', clauses: ['LIM-03'], setup: { options: { banAfter: 3 } } },
  { what: 'requests held in place of rejections', clauses: ['LIM-02'], setup: { options: { hold: true } } },
  { what: 'one request of twenty rejected', clauses: ['LIM-01'], setup: { rejectEach: 20 } },
  {
    what: 'nodes whose clocks differ by a tenth',
    clauses: OVER,
    setup: { aheadMs: WINDOW_MS / 10 },
    kinds: ['aligned-window'],
  },
  { what: 'two workers that share nothing', clauses: OVER, setup: { workers: 2 }, kinds: WITHOUT_COUNTER },
  { what: 'three workers that share nothing', clauses: OVER, setup: { workers: 3 }, kinds: WITHOUT_COUNTER },
  {
    what: 'keys that begin with a few requests of their own',
    clauses: ['LIM-09'],
    setup: { renewGives: 4 },
    kinds: EXACT,
  },
];

/** Runs a variant of a kind at each latency and phase. @returns the runs that did not do as expected, in words */
async function wrong(kind: LimiterKind, { clauses, setup: setup }: Variant): Promise<string[]> {
  const found: string[] = [];
  for (const latencyMs of LATENCIES) {
    for (const [i, seed] of SEEDS.entries()) {
      const phaseMs = i % 2 === 0 ? 0 : (i * 7331) % WINDOW_MS;
      const options = { phaseMs, ...setup.options };
      const { fail, why, context } = await judged(simulate({ kind, seed, latencyMs, stalls: 0, ...setup, options }));
      const right = clauses.length === 0 ? fail.length === 0 : fail.some((id) => clauses.includes(id));
      const { served } = requestCounts(context.recorder.all());
      const windows = windowsPassed(context.recorder.all(), WINDOW_MS);
      const within = served <= MOST_SERVED.standard && windows <= MOST_WINDOWS.standard;
      if (!right || !within) found.push(`${latencyMs} ms, seed ${seed}: ${served} in ${windows}: ${why.join(' | ')}`);
    }
  }
  return found;
}

for (const variant of [...CONFORMING, ...BROKEN]) {
  const { what, clauses, kinds = CONFORMING_KINDS } = variant;
  const verdict = clauses.length === 0 ? 'breaks no clause' : `breaks ${clauses.join(' or ')}`;
  for (const kind of kinds) {
    test(`a ${kind} of ${LIMIT}, ${what}, ${verdict}`, async () => {
      expect(await wrong(kind, variant)).toEqual([]);
    });
  }
}
