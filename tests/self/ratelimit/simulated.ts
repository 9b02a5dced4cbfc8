import { loadContract } from '../../../spec/contract.ts';
import { listAsk } from '../../harness/asks.ts';
import type { Depth, Seen } from '../../harness/check.ts';
import { keyOf, type Answer, type Ask, type Exchange } from '../../harness/exchange.ts';
import { Ledger } from '../../harness/ledger.ts';
import { burstAsks, plainLists } from '../../ratelimit/asks.ts';
import type { LimitTarget } from '../../ratelimit/target.ts';
import { limiter, type LimiterKind, type LimiterOptions } from './limiters.ts';

/** A limited server in a world of its own: a virtual clock, a road with latency, jitter and stalls, and maybe a defect. */
export interface World {
  kind: LimiterKind;
  seed: number;
  /** Mean round trip, in milliseconds; it varies by half. */
  latencyMs: number;
  /** Share of requests that take 3 s more. */
  stalls: number;
  options?: Partial<LimiterOptions>;
  /** Which account pays; the provider's unless a defect says otherwise. */
  account?: (key: string | null, ask: Ask) => string;
  /** Whether requests without a valid key spend the provider's budget, too. */
  spendUnauthorised?: boolean;
  /** Milliseconds between looking at the counter and raising it. */
  raceMs?: number;
  /** Whether a new value of a key refills the budget. */
  renewRefills?: boolean;
  /** The refusal. */
  refuse?: (waitMs: number, now: number) => Partial<Answer>;
}

const CONTRACT = loadContract();
const OWN = new Set(['active', 'sibling', 'made-limit', 'made-limit-again']);
const KEYS = ['active', 'sibling', 'foreign', 'revoked', 'unknown'];
const LIMIT = 50;
const WINDOW_MS = 60_000;
const PAGE = JSON.stringify({ page: 1, pageSize: 1, totalCount: 0, items: [] });

/** The simulated target, and what a check sees of it. */
export function simulate(world: World, depth: Depth = 'standard'): { target: LimitTarget; seen: Seen } {
  const random = generator(world.seed);
  const budget = limiter(world.kind, { limit: LIMIT, windowMs: WINDOW_MS, ...world.options });
  const ledger = new Ledger();
  // The run starts at any moment of a window that stands on the clock.
  let now = 1_700_000_000_000 + Math.floor(random() * WINDOW_MS);
  let asked = 0;

  const roundTrip = () => world.latencyMs * (0.5 + random()) + (random() < world.stalls ? 3_000 : 0) + 0.5 + random();
  const valid = (key: string | null) => key === 'foreign' || (key !== null && OWN.has(key));
  const provider = (key: string | null) => (key === 'foreign' ? 'other' : 'own');
  const account = world.account ?? provider;
  const answer = (ask: Ask, arrived: number): Answer => {
    const key = keyOf(ask);
    if (!valid(key)) {
      if (world.spendUnauthorised) budget.take('own', arrived);
      return reply(401, {}, '');
    }
    const paying = account(key, ask);
    if (budget.take(paying, arrived)) return reply(200, { 'content-type': ['application/json'] }, PAGE);
    const wait = budget.wait(paying, arrived);
    const headers = wait === undefined ? {} : { 'retry-after': [String(Math.ceil(wait / 1000))] };
    return { ...reply(429, headers, ''), ...world.refuse?.(wait ?? 0, arrived) };
  };
  const record = (scene: string, ask: Ask, sentAt: number, took: number, answered: Answer): Exchange =>
    ledger.record({ scene, ask, sentAt, took, answer: answered });

  const target: LimitTarget = {
    limit: LIMIT,
    windowMs: WINDOW_MS,
    depth,
    movable: false,
    ledger,
    now: () => now,
    sleep: (ms) => Promise.resolve(void (now += ms)),
    one(scene, ask) {
      const sentAt = now;
      const took = roundTrip();
      now += took;
      return Promise.resolve(record(scene, ask, sentAt, took, answer(ask, sentAt + took / 2)));
    },
    burst(scene, asks, connections) {
      const lanes = Array.from({ length: connections }, () => now);
      const flights = asks.map((ask, i) => {
        const sentAt = lanes[i % connections] ?? now;
        const took = roundTrip();
        lanes[i % connections] = sentAt + took;
        return { ask, sentAt, took, arrives: sentAt + took / 2 };
      });
      now = Math.max(...lanes);
      const arrivals = [...flights].sort((a, b) => a.arrives - b.arrives);
      // With a race those who look before the first has raised the counter are all let through.
      const racing = world.raceMs ?? 0;
      const first = arrivals[0]?.arrives ?? 0;
      const done = arrivals.map((one) => {
        const crowd = racing > 0 && connections > 10 && one.arrives < first + racing;
        return { ...one, answer: crowd ? reply(200, {}, PAGE) : answer(one.ask, one.arrives) };
      });
      for (const one of done.sort((a, b) => a.sentAt + a.took - b.sentAt - b.took)) {
        record(scene, one.ask, one.sentAt, one.took, one.answer);
      }
      return Promise.resolve();
    },
    asks: (scene, count) => burstAsks([], CONTRACT, scene, count),
    plain(scene, { key = 'active', operation = 0 } = {}) {
      const [list] = plainLists(CONTRACT).slice(operation);
      if (list === undefined) throw new Error('no list');
      asked += 1;
      return listAsk(list, { pageSize: 1 }, { key, fresh: `${scene} ${asked}` });
    },
    has: (key) => KEYS.includes(key),
    keys: {
      prepare: () => Promise.resolve(),
      add: () => made('made-limit'),
      regenerate: () => made('made-limit-again'),
      close: () => Promise.resolve(),
    },
  };
  const made = (name: string): Promise<string> => {
    now += 900;
    if (world.renewRefills && name === 'made-limit-again') budget.refill('own');
    return Promise.resolve(name);
  };
  const seen: Seen = {
    contract: CONTRACT,
    target: {
      baseUrl: 'http://simulated',
      embedded: false,
      limit: LIMIT,
      windowSeconds: WINDOW_MS / 1000,
      keys: new Set(KEYS),
    },
    ledger,
    depth,
    seed: 1,
  };
  return { target, seen };
}

function reply(status: number, headers: Answer['headers'], text: string): Answer {
  return { status, headers, text };
}

/** Numbers from 0 to 1 that a seed repeats (mulberry32). */
function generator(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
