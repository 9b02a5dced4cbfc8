import type { Depth } from '../../../verifier/check-context.ts';
import type { ApiResponse, RequestSpec } from '../../../verifier/exchange.ts';
import { drive, LIMIT, WINDOW_MS, type Driven, type Network, type Server } from './drive.ts';
import { limiter, workers, type LimiterKind, type LimiterOptions } from './limiters.ts';

/** A limited server in a world of its own: a virtual clock, a road with latency, jitter and stalls, and maybe a defect. */
export interface Dataset extends Network {
  kind: LimiterKind;
  options?: Partial<LimiterOptions>;
  /** Processes that share nothing; one unless said. */
  workers?: number;
  /** Which account pays; the provider's unless a defect says otherwise. */
  account?: (key: string | null, request: RequestSpec) => string;
  /** Whether requests without a valid key spend the provider's budget, too. */
  spendUnauthorised?: boolean;
  /** Milliseconds between looking at the counter and raising it. */
  raceMs?: number;
  /** One of so many requests is rejected although quota is left. */
  rejectEach?: number;
  /** By so much the clock of every second request's node is ahead, in milliseconds; the counters are shared. */
  aheadMs?: number;
  /** Whether a new value of a key refills the budget. */
  renewRefills?: boolean;
  /** Requests that each new value of a key is given for itself. */
  renewGives?: number;
  /**
   * Somebody else of the same provider: `requests` at once, every so many milliseconds, from `at` milliseconds on after the
   * run's first request, or after the full minute of the clock.
   */
  neighbour?: { requests: number; everyMs: number; at: number; onClock?: true };
  /** The rejection. */
  rejectWith?: (waitMs: number, now: number) => Partial<ApiResponse>;
}

const OWN = new Set(['active', 'sibling', 'made-limit', 'made-limit-again']);
const PAGE = JSON.stringify({ page: 1, pageSize: 1, totalCount: 0, items: [] });

/** A simulated server, written anew for the tests. */
function serverOf(dataset: Dataset): Server {
  const budgetOf = workers(dataset.workers ?? 1, () =>
    limiter(dataset.kind, { limit: LIMIT, windowMs: WINDOW_MS, ...dataset.options }),
  );
  const valid = (key: string | null) => key === 'foreign' || (key !== null && OWN.has(key));
  const provider = (key: string | null) => (key === 'foreign' ? 'other' : 'own');
  const account = dataset.account ?? provider;
  const given = new Map<string, number>();
  let next: number | undefined;
  let requests = 0;
  const letNeighbourSend = (
    { requests: count, everyMs, at, onClock }: NonNullable<Dataset['neighbour']>,
    now: number,
  ) => {
    next ??= at + (onClock ? Math.ceil((now - at) / everyMs) * everyMs : now);
    for (; next <= now; next += everyMs) {
      for (let i = 0; i < count; i += 1) budgetOf(0).take('own', next);
    }
  };
  return {
    response(request, key, arrived, { since = Infinity, connection = 0 } = {}) {
      const budget = budgetOf(connection);
      if (dataset.neighbour) letNeighbourSend(dataset.neighbour, arrived);
      if (!valid(key)) {
        if (dataset.spendUnauthorised) budget.take('own', arrived);
        return reply(401, {}, '');
      }
      const own = given.get(key ?? '') ?? 0;
      if (own > 0) {
        given.set(key ?? '', own - 1);
        return reply(200, {}, PAGE);
      }
      const paying = account(key, request);
      requests += 1;
      if (requests % (dataset.rejectEach ?? Infinity) === 0) return reply(429, {}, '');
      // With a race those who look before the first has raised the counter are all let through.
      if (since < (dataset.raceMs ?? 0)) return reply(200, {}, PAGE);
      const ahead = requests % 2 === 0 ? (dataset.aheadMs ?? 0) : 0;
      const { served, heldMs, banned } = budget.take(paying, arrived + ahead);
      if (served) return { ...reply(200, { 'content-type': ['application/json'] }, PAGE), ...(heldMs && { heldMs }) };
      if (banned) return reply(403, {}, 'banned');
      const wait = budget.wait(paying, arrived);
      const headers = wait === undefined ? {} : { 'retry-after': [String(Math.ceil(wait / 1000))] };
      return { ...reply(429, headers, ''), ...dataset.rejectWith?.(wait ?? 0, arrived) };
    },
    make(name) {
      if (dataset.renewRefills && name === 'made-limit-again') budgetOf(0).refill('own');
      if (dataset.renewGives !== undefined) given.set(name, dataset.renewGives);
    },
  };
}

/** The simulated target, and what a check sees of it. */
export function simulate(dataset: Dataset, depth: Depth = 'standard'): Driven {
  return drive(serverOf(dataset), { ...dataset, quiet: dataset.neighbour === undefined }, depth);
}

function reply(status: number, headers: ApiResponse['headers'], text: string): ApiResponse {
  return { status, headers, text };
}
