import type { Algorithm, LimitOptions } from './limiter.ts';

/** A log of the served requests of the last window, oldest first: never more than the limit in any window's length. */
export const slidingWindow = ({ requests, windowMs }: LimitOptions): Algorithm<readonly number[]> => ({
  open: () => [],
  settle: (served, now) => {
    const firstInside = served.findIndex((time) => time > now - windowMs);
    return firstInside === -1 ? [] : served.slice(firstInside);
  },
  left: (served) => requests - served.length,
  spend: (served, now) => [...served, now],
  waitMs: ([oldest = 0], now) => oldest + windowMs - now,
});
