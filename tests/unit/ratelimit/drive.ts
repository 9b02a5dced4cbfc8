import { loadContract } from '../../../spec/contract.ts';
import { listRequest } from '../../../verifier/requests.ts';
import type { Depth, CheckContext } from '../../../verifier/check.ts';
import { keyOf, type ApiResponse, type RequestSpec, type Exchange } from '../../../verifier/exchange.ts';
import { Recorder } from '../../../verifier/recorder.ts';
import { burstRequests, plainLists } from '../../ratelimit/requests.ts';
import type { LimitTarget } from '../../ratelimit/target.ts';

/** The way to a server and back, on a virtual clock. */
export interface Network {
  seed: number;
  /** Mean round trip, in milliseconds; it varies by half. */
  latencyMs: number;
  /** Share of requests that take 3 s more. */
  stalls: number;
}

/**
 * Answers a request; none arrives earlier than the one before.
 * @param since milliseconds since the first of those that were in flight at once with it arrived
 */
export interface Server {
  response(
    request: RequestSpec,
    key: string | null,
    arrived: number,
    since?: number,
  ): ApiResponse | Promise<ApiResponse>;
  /** Gives out a key of the provider under test under this name (LIM-09). */
  make(name: string, now: number): void;
}

/** The target as the protocol drives it, and what a check sees of it. */
export interface Driven {
  target: LimitTarget;
  context: CheckContext;
}

const CONTRACT = loadContract();
/** The keys that are configured. */
const KEYS = ['active', 'sibling', 'foreign', 'revoked', 'unknown'];
export const LIMIT = 50;
export const WINDOW_MS = 60_000;

/** A server at the end of a road, and what a check sees of it. */
export function drive(server: Server, network: Network, depth: Depth = 'standard'): Driven {
  const random = generator(network.seed);
  const recorder = new Recorder();
  // The run starts at any moment of a window that stands on the clock.
  let now = 1_700_000_000_000 + Math.floor(random() * WINDOW_MS);
  let requested = 0;

  const roundTrip = () =>
    network.latencyMs * (0.5 + random()) + (random() < network.stalls ? 3_000 : 0) + 0.5 + random();
  const record = (
    scenario: string,
    request: RequestSpec,
    sentAt: number,
    took: number,
    completed: ApiResponse,
  ): Exchange => recorder.record({ scenario, request, sentAt, took, response: completed });

  const target: LimitTarget = {
    limit: LIMIT,
    windowMs: WINDOW_MS,
    depth,
    movable: false,
    recorder,
    now: () => now,
    sleep: (ms) => Promise.resolve(void (now += ms)),
    async one(scenario, request) {
      const sentAt = now;
      const took = roundTrip();
      now += took;
      return record(scenario, request, sentAt, took, await server.response(request, keyOf(request), sentAt + took / 2));
    },
    async burst(scenario, requests, connections) {
      const lanes = Array.from({ length: connections }, () => now);
      const flights = requests.map((request, i) => {
        const sentAt = lanes[i % connections] ?? now;
        const took = roundTrip();
        lanes[i % connections] = sentAt + took;
        return { request, sentAt, took, arrives: sentAt + took / 2 };
      });
      now = Math.max(...lanes);
      const arrivals = [...flights].sort((a, b) => a.arrives - b.arrives);
      const first = arrivals[0]?.arrives ?? 0;
      const done = [];
      for (const one of arrivals) {
        const since = connections > 10 ? one.arrives - first : undefined;
        done.push({ ...one, response: await server.response(one.request, keyOf(one.request), one.arrives, since) });
      }
      for (const one of done.sort((a, b) => a.sentAt + a.took - b.sentAt - b.took)) {
        record(scenario, one.request, one.sentAt, one.took, one.response);
      }
    },
    requests: (scenario, count) => burstRequests([], CONTRACT, scenario, count),
    plain(scenario, { key = 'active', operation = 0 } = {}) {
      const [list] = plainLists(CONTRACT).slice(operation);
      if (list === undefined) throw new Error('no list');
      requested += 1;
      return listRequest(list, { pageSize: 1 }, { key, fresh: `${scenario} ${requested}` });
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
    server.make(name, now);
    return Promise.resolve(name);
  };
  const context: CheckContext = {
    contract: CONTRACT,
    target: {
      baseUrl: 'http://simulated',
      embedded: false,
      limit: LIMIT,
      windowSeconds: WINDOW_MS / 1000,
      keys: new Set(KEYS),
    },
    recorder,
    depth,
    seed: 1,
  };
  return { target, context };
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
