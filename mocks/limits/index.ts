import { createLimiter, LIMITERS, type Limiter, type LimiterName, type LimitOptions } from './limiter.ts';
import { slidingWindow } from './sliding-window.ts';
import { tokenBucket } from './token-bucket.ts';
import { weightedWindow } from './weighted-window.ts';
import { alignedWindow, fixedWindow } from './window.ts';

interface Kind {
  /** Whether it keeps the vendor's sentence: 50 are served, the 51st is not, and 50 are again after a minute. */
  readonly conforming: boolean;
  make(limit: LimitOptions): Limiter;
}

const KINDS: Readonly<Record<LimiterName, Kind>> = {
  'fixed-window': { conforming: true, make: (limit) => createLimiter(fixedWindow(limit)) },
  'aligned-window': { conforming: true, make: (limit) => createLimiter(alignedWindow(limit)) },
  'sliding-window': { conforming: true, make: (limit) => createLimiter(slidingWindow(limit)) },
  'token-bucket': { conforming: true, make: (limit) => createLimiter(tokenBucket(limit)) },
  // After a minute it still counts a share of the one before: common in gateways, and no more than an estimate.
  'weighted-window': { conforming: false, make: (limit) => createLimiter(weightedWindow(limit)) },
};

/** The limiters that keep the contract; the others are there for clients to be tried on. */
export const CONFORMING_LIMITERS = LIMITERS.filter((name) => KINDS[name].conforming);

/** Makes the limiter of that name, with full budgets. */
export const limiterOf = (name: LimiterName, limit: LimitOptions): Limiter => KINDS[name].make(limit);
