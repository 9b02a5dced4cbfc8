import type { Algorithm, LimitOptions } from './limiter.ts';

interface Bucket {
  readonly tokens: number;
  readonly at: number;
}

/** Fractions of a token below this are rounding, not waiting. */
const EPSILON = 1e-9;

/** A bucket that holds the limit and refills evenly over the window. */
export const tokenBucket = ({ requests, windowMs }: LimitOptions): Algorithm<Bucket> => ({
  open: (now) => ({ tokens: requests, at: now }),
  settle: ({ tokens, at }, now) => ({
    tokens: Math.min(requests, tokens + ((now - at) * requests) / windowMs),
    at: now,
  }),
  left: ({ tokens }) => Math.floor(tokens + EPSILON),
  spend: ({ tokens, at }) => ({ tokens: tokens - 1, at }),
  waitMs: ({ tokens }) => ((1 - tokens) * windowMs) / requests,
});
