import { expect, test } from '@playwright/test';
import { twoWorkers } from './cluster.ts';
import { expressLimited, expressSlowed, fastifyLimited, honoLimited, koaLimited } from './frameworks.ts';
import {
  bucket,
  bucketAndWindow,
  bursty,
  flexible,
  gcra,
  log,
  queue,
  renewed,
  reservoir,
  segments,
  stepped,
  strictLog,
  weighted,
} from './functions.ts';
import { judged } from './judged.ts';
import { accountOf, LIMIT, limitedBy, WINDOW_MS, type Running } from './lists.ts';

/** RUNS=10 shows whether the verdicts repeat. */
const RUNS = Number(process.env.RUNS ?? 1);

/** Each waits for its windows; they wait side by side. */
test.describe.configure({ mode: 'parallel' });

const CONFORMING: Readonly<Record<string, () => Promise<Running>>> = {
  'express-rate-limit': () => expressLimited(),
  '@fastify/rate-limit': () => fastifyLimited(),
  'hono-rate-limiter': () => honoLimited(),
  'koa-ratelimit': () => koaLimited(),
  'rate-limiter-flexible': () => limitedBy(flexible()),
  'the token bucket of limiter': () => limitedBy(bucket()),
  'the rate limiter of limiter': () => limitedBy(bucketAndWindow()),
  GCRA: () => limitedBy(gcra()),
  'a weighted counter': () => limitedBy(weighted()),
  'a sliding window in ten segments': () => limitedBy(segments(10)),
  'a sliding window in two segments': () => limitedBy(segments(2)),
  'a bucket that a timer fills six times a window': () => limitedBy(stepped(6)),
  'a sliding log': () => limitedBy(log()),
};

for (const [name, start] of Object.entries(CONFORMING)) {
  test(`${name} breaks no clause`, async () => {
    for (let run = 0; run < RUNS; run += 1) {
      const { failed, why } = await judged(start);
      expect(failed, why).toEqual([]);
    }
  });
}

/** Settings that break the limit, and the clauses of which one has to fail. */
const BROKEN: readonly (readonly [name: string, clauses: readonly string[], start: () => Promise<Running>])[] = [
  ['express-rate-limit with half as much again', ['LIM-02'], () => expressLimited({ limit: LIMIT * 1.5 })],
  ['express-rate-limit with half the limit', ['LIM-01'], () => expressLimited({ limit: LIMIT / 2 })],
  ['express-rate-limit over half a window', ['LIM-02', 'LIM-06'], () => expressLimited({ windowMs: WINDOW_MS / 2 })],
  ['express-rate-limit over two windows', ['LIM-06'], () => expressLimited({ windowMs: WINDOW_MS * 2 })],
  [
    'express-rate-limit for each key',
    ['LIM-04'],
    () => expressLimited({ keyGenerator: ({ headers }) => accountOf(headers)?.key ?? '' }),
  ],
  ['express-rate-limit that answers 503', ['LIM-03'], () => expressLimited({ statusCode: 503 })],
  ['express-rate-limit that lets all pass', ['LIM-02'], () => expressLimited({ skip: () => true })],
  ['express-slow-down', ['LIM-02'], () => expressSlowed(WINDOW_MS / LIMIT)],
  ['@fastify/rate-limit with a ban', ['LIM-03'], () => fastifyLimited({ ban: 3 })],
  [
    'hono-rate-limiter over a quarter of a window',
    ['LIM-02', 'LIM-06'],
    () => honoLimited({ windowMs: WINDOW_MS / 4 }),
  ],
  ['koa-ratelimit with twice the limit', ['LIM-02'], () => koaLimited({ limit: LIMIT * 2 })],
  ['rate-limiter-flexible that blocks for ten windows', ['LIM-06'], () => limitedBy(flexible({ blockSeconds: 30 }))],
  ['rate-limiter-flexible with a burst beside its rate', ['LIM-02'], () => limitedBy(bursty(LIMIT, LIMIT))],
  [
    'a bucket of limiter that refills twice as fast',
    ['LIM-02', 'LIM-06'],
    () => limitedBy(bucket({ perWindow: LIMIT * 2 })),
  ],
  [
    'a bucket of limiter that refills thrice as fast',
    ['LIM-02', 'LIM-06'],
    () => limitedBy(bucket({ perWindow: LIMIT * 3 })),
  ],
  ['GCRA at half the rate', ['LIM-06'], () => limitedBy(gcra({ burst: LIMIT, perWindow: LIMIT / 2 }))],
  ['bottleneck with a reservoir', ['LIM-02'], () => limitedBy(reservoir())],
  ['p-queue with an interval', ['LIM-02'], () => limitedBy(queue())],
  ['two workers that share nothing', ['LIM-02'], twoWorkers],
  ['a log that also counts what it rejects', ['LIM-06'], () => limitedBy(strictLog())],
  ['a counter whose entry each request renews', ['LIM-06'], () => limitedBy(renewed())],
];

for (const [name, clauses, start] of BROKEN) {
  test(`${name} breaks ${clauses.join(' or ')}`, async () => {
    for (let run = 0; run < RUNS; run += 1) {
      const { failed, why } = await judged(start);
      expect(
        failed.some((id) => clauses.includes(id)),
        why || 'nothing failed',
      ).toBe(true);
    }
  });
}

/** What one burst shows: a run of depth quick sends no second one. */
const AT_ONCE = [
  'express-rate-limit with half as much again',
  'express-rate-limit with half the limit',
  'express-rate-limit that lets all pass',
  'koa-ratelimit with twice the limit',
  'p-queue with an interval',
  'two workers that share nothing',
];

for (const [name, clauses, start] of BROKEN.filter(([what]) => AT_ONCE.includes(what))) {
  test(`${name} breaks ${clauses.join(' or ')} at depth quick too`, async () => {
    // Where two workers serve a fifth more than the limit at most, by chance, a timer would explain it: another night tells.
    let [found, told] = [false, ''];
    for (let night = 0; night < 3 && !found; night += 1) {
      const { failed, why } = await judged(start, { depth: 'quick' });
      [found, told] = [failed.some((id) => clauses.includes(id)), why];
    }
    expect(found, told || 'nothing failed').toBe(true);
  });
}
