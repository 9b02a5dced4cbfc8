import { createLimiter, type Limiter, type LimiterName, type LimitOptions } from './limiter.ts';
import { slidingWindow } from './sliding-window.ts';
import { tokenBucket } from './token-bucket.ts';
import { alignedWindow, fixedWindow } from './window.ts';

const makers: Record<LimiterName, (limit: LimitOptions) => Limiter> = {
  'fixed-window': (limit) => createLimiter(fixedWindow(limit)),
  'aligned-window': (limit) => createLimiter(alignedWindow(limit)),
  'sliding-window': (limit) => createLimiter(slidingWindow(limit)),
  'token-bucket': (limit) => createLimiter(tokenBucket(limit)),
};

/** Makes the limiter of that name, with full budgets. */
export const limiterOf = (name: LimiterName, limit: LimitOptions): Limiter => makers[name](limit);
