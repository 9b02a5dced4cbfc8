import Bottleneck from 'bottleneck';
import { RateLimiter, TokenBucket } from 'limiter';
import PQueue from 'p-queue';
import { BurstyRateLimiter, RateLimiterMemory } from 'rate-limiter-flexible';
import { LIMIT, WINDOW_MS, type Take } from './lists.ts';

/** One limiter for each account, made when it is first seen. */
function each<Limiter>(make: () => Limiter): (account: string) => Limiter {
  const all = new Map<string, Limiter>();
  return (account) => {
    const known = all.get(account) ?? make();
    all.set(account, known);
    return known;
  };
}

/** rate-limiter-flexible in memory: a fixed window from the first request; `blockSeconds` punishes whoever goes over. */
export function flexible({ limit = LIMIT, seconds = WINDOW_MS / 1000, blockSeconds = 0 } = {}): Take {
  const limiter = new RateLimiterMemory({ points: limit, duration: seconds, blockDuration: blockSeconds });
  return (account) => limiter.consume(account).then(...RESPONSES);
}

/** rate-limiter-flexible with a burst beside the rate: both together serve more than either. */
export function bursty(rate: number, burst: number): Take {
  const limiter = new BurstyRateLimiter(
    new RateLimiterMemory({ points: rate, duration: 1 }),
    new RateLimiterMemory({ keyPrefix: 'burst', points: burst, duration: WINDOW_MS / 1000 }),
  );
  return (account) => limiter.consume(account).then(...RESPONSES);
}

const RESPONSES = [() => true, () => false] as const;

/** The bucket of `limiter`: it holds the limit and refills bit by bit. */
export function bucket({ size = LIMIT, perWindow = LIMIT } = {}): Take {
  const bucketOf = each(() => {
    const made = new TokenBucket({ bucketSize: size, tokensPerInterval: perWindow, interval: WINDOW_MS });
    made.content = size;
    return made;
  });
  return (account) => bucketOf(account).tryRemoveTokens(1);
}

/** The rate limiter of `limiter`: its bucket, and a count of the window. */
export function bucketAndWindow(): Take {
  const limiterOf = each(() => new RateLimiter({ tokensPerInterval: LIMIT, interval: WINDOW_MS }));
  return (account) => limiterOf(account).tryRemoveTokens(1);
}

/** bottleneck with a reservoir: requests over the limit wait for the next one. */
export function reservoir(): Take {
  const limiterOf = each(
    () =>
      new Bottleneck({
        reservoir: LIMIT,
        reservoirRefreshAmount: LIMIT,
        reservoirRefreshInterval: WINDOW_MS,
      }),
  );
  return (account) => limiterOf(account).schedule(() => Promise.resolve(true));
}

/** p-queue with so many per interval: the rest waits. */
export function queue(): Take {
  const queueOf = each(() => new PQueue({ intervalCap: LIMIT, interval: WINDOW_MS, carryoverIntervalCount: false }));
  return (account) =>
    queueOf(account)
      .add(() => true)
      .then(Boolean);
}

/** The generic cell rate algorithm, as many gateways and Redis modules count. */
export function gcra({ burst = LIMIT, perWindow = LIMIT } = {}): Take {
  const step = WINDOW_MS / perWindow;
  const due = new Map<string, number>();
  return (account) => {
    const now = Date.now();
    const next = Math.max(due.get(account) ?? now, now) + step;
    if (next - now > burst * step) return false;
    due.set(account, next);
    return true;
  };
}

/** The weighted counter over two windows, as gateways and the `sliding window` of several libraries count. */
export function weighted({ windowMs = WINDOW_MS } = {}): Take {
  const counts = new Map<string, number>();
  return (account) => {
    const now = Date.now();
    const window = Math.floor(now / windowMs);
    const of = (index: number) => counts.get(`${account} ${index}`) ?? 0;
    if (of(window) + of(window - 1) * (1 - (now % windowMs) / windowMs) >= LIMIT) return false;
    counts.set(`${account} ${window}`, of(window) + 1);
    return true;
  };
}

/** .NET's sliding window in segments: what a segment served comes back when it has left the window. */
export function segments(count: number): Take {
  const segmentMs = WINDOW_MS / count;
  const counts = new Map<string, number>();
  return (account) => {
    const segment = Math.floor(Date.now() / segmentMs);
    const of = (index: number) => counts.get(`${account} ${index}`) ?? 0;
    const used = Array.from({ length: count }, (_, i) => of(segment - i)).reduce((sum, one) => sum + one, 0);
    if (used >= LIMIT) return false;
    counts.set(`${account} ${segment}`, of(segment) + 1);
    return true;
  };
}

/** .NET's token bucket, refilled by a timer: a part of the limit each part of the window. */
export function stepped(steps: number, perWindow = LIMIT): Take {
  const stepMs = WINDOW_MS / steps;
  const bucketOf = each(() => ({ tokens: LIMIT, at: Date.now() }));
  return (account) => {
    const held = bucketOf(account);
    const passed = Math.floor((Date.now() - held.at) / stepMs);
    held.tokens = Math.min(LIMIT, held.tokens + (passed * perWindow) / steps);
    held.at += passed * stepMs;
    if (held.tokens < 1) return false;
    held.tokens -= 1;
    return true;
  };
}

/** A log that also keeps what it rejects: whoever goes on is never served again. */
export function strictLog(): Take {
  const logOf = each((): number[] => []);
  return (account) => {
    const seen = logOf(account);
    while (seen[0] !== undefined && seen[0] <= Date.now() - WINDOW_MS) seen.shift();
    return seen.push(Date.now()) <= LIMIT;
  };
}

/** A counter in a cache whose entry lives on with each request, as a careless `set` with an expiry leaves it. */
export function renewed(): Take {
  const counterOf = each(() => ({ used: 0, until: 0 }));
  return (account) => {
    const counter = counterOf(account);
    if (Date.now() > counter.until) counter.used = 0;
    counter.until = Date.now() + WINDOW_MS;
    counter.used += 1;
    return counter.used <= LIMIT;
  };
}

/** A log of the window, as Redis scripts with a sorted set keep it. */
export function log({ limit = LIMIT, windowMs = WINDOW_MS } = {}): Take {
  const logOf = each((): number[] => []);
  return (account) => {
    const served = logOf(account);
    while (served[0] !== undefined && served[0] <= Date.now() - windowMs) served.shift();
    if (served.length >= limit) return false;
    served.push(Date.now());
    return true;
  };
}
