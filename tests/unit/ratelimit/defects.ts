import type { LimiterKind } from './limiters.ts';
import type { Dataset } from './simulated.ts';

export const FOUR: readonly LimiterKind[] = ['fixed-window', 'aligned-window', 'sliding-window', 'token-bucket'];
export const TOLERATED: readonly LimiterKind[] = ['sliding-counter', 'segmented-window'];

/** Defects of defects.md, and the clause on which each must be flagged. */
export const DEFECTS: readonly {
  what: string;
  clause: string;
  dataset: Partial<Dataset>;
  kinds?: readonly LimiterKind[];
}[] = [
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
