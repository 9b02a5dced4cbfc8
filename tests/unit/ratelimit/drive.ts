import { loadContract } from '../../../spec/contract.ts';
import { listRequest, plainLists } from '../../../verifier/requests.ts';
import type { Depth, CheckContext } from '../../../verifier/check-context.ts';
import { keyOf, type ApiResponse, type RequestSpec, type Exchange } from '../../../verifier/exchange.ts';
import { requestCounts } from '../../../verifier/counts.ts';
import { Recorder } from '../../../verifier/recorder.ts';
import { MOST_WINDOWS, mostServed } from '../../../verifier/plan.ts';
import { burstRequests } from '../../ratelimit/requests.ts';
import { kindsOf } from '../../ratelimit/kinds.ts';
import type { LimitTarget } from '../../ratelimit/target.ts';

/** The way to a server and back, on a virtual clock. */
export interface Network {
  /** Whether nobody else uses the quota, and the run knows it; so unless said. */
  readonly quiet?: boolean;
  seed: number;
  /** Mean round trip, in milliseconds; it varies by half. */
  latencyMs: number;
  /** Share of requests that take 3 s more. */
  stalls: number;
}

/** A response, and how long the server holds it back. */
export type Reply = ApiResponse & { heldMs?: number };

export interface Arrival {
  /** Milliseconds since the first of those that were in flight at once with it arrived. */
  since?: number;
  /** Number of the connection that carries it. */
  connection?: number;
}

/** Answers a request; none arrives earlier than the one before. */
export interface Server {
  response(request: RequestSpec, key: string | null, arrived: number, arrival?: Arrival): Reply | Promise<Reply>;
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
    { heldMs: _, ...response }: Reply,
  ): Exchange => recorder.record({ scenario, request, sentAt, took, response });
  let connections = 0;

  const target: LimitTarget = {
    limit: LIMIT,
    windowMs: WINDOW_MS,
    depth,
    movable: false,
    recorder,
    now: () => now,
    sleep: (ms) => Promise.resolve(void (now += ms)),
    mayServe: () => mostServed(depth, LIMIT) - requestCounts(recorder.all()).served,
    msLeft: () => (recorder.all()[0]?.sentAt ?? now) + MOST_WINDOWS[depth] * WINDOW_MS - now,
    async one(scenario, request) {
      const sentAt = now;
      const way = roundTrip();
      const response = await server.response(request, keyOf(request), sentAt + way / 2);
      const took = way + (response.heldMs ?? 0);
      now += took;
      return record(scenario, request, sentAt, took, response);
    },
    async burst(scenario, requests, count) {
      const started = now;
      // At the end of its window, or of the run's.
      const ends = started + Math.min(WINDOW_MS, Math.max(500, target.msLeft()));
      const lanes = Array.from({ length: Math.min(count, requests.length) }, () => ({
        free: now,
        connection: ++connections,
      }));
      const under = new Map<
        (typeof lanes)[number],
        { request: RequestSpec; sentAt: number; way: number; arrives: number }
      >();
      const done: { request: RequestSpec; sentAt: number; took: number; response?: Reply }[] = [];
      const queue = [...requests];
      let first: number | undefined;
      for (;;) {
        for (const lane of lanes) {
          if (under.has(lane) || lane.free >= ends) continue;
          const request = queue.shift();
          if (request === undefined) break;
          const way = roundTrip();
          under.set(lane, { request, sentAt: lane.free, way, arrives: lane.free + way / 2 });
        }
        const [next] = [...under].sort(([, a], [, b]) => a.arrives - b.arrives);
        if (next === undefined) break;
        const [lane, { request, sentAt, way, arrives }] = next;
        under.delete(lane);
        first ??= arrives;
        const since = count > 20 ? arrives - first : undefined;
        const arrival = { connection: lane.connection, ...(since === undefined ? {} : { since }) };
        const response = await server.response(request, keyOf(request), arrives, arrival);
        const took = Math.min(way + (response.heldMs ?? 0), ends - sentAt);
        const late = sentAt + way + (response.heldMs ?? 0) > ends;
        lane.free = sentAt + took;
        done.push({ request, sentAt, took, ...(late ? {} : { response }) });
      }
      for (const one of done.sort((a, b) => a.sentAt + a.took - b.sentAt - b.took)) {
        if (one.response) record(scenario, one.request, one.sentAt, one.took, one.response);
        else
          recorder.record({
            scenario,
            request: one.request,
            sentAt: one.sentAt,
            took: one.took,
            error: 'no response within the window',
          });
        now = Math.max(now, one.sentAt + one.took);
      }
    },
    requests: (scenario, count) => burstRequests([], CONTRACT, scenario, count),
    plain(scenario, { key = 'active', operation = 0 } = {}) {
      const [list] = plainLists(CONTRACT).slice(operation);
      if (list === undefined) throw new Error('no list');
      requested += 1;
      return listRequest(list, { pageSize: 1 }, { key, fresh: `${scenario} ${requested}` });
    },
    kinds: () => kindsOf(CONTRACT, recorder),
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
      quiet: network.quiet ?? true,
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
