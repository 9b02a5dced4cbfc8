import type { Algorithm, LimitOptions } from './limiter.ts';

interface Window {
  readonly start: number;
  readonly used: number;
}

/** A window that `startOf` places; it empties when the clock reaches its end. */
const windowed = ({ requests, windowMs }: LimitOptions, startOf: (now: number) => number): Algorithm<Window> => ({
  open: (now) => ({ start: startOf(now), used: 0 }),
  settle: (window, now) => (now >= window.start + windowMs ? { start: startOf(now), used: 0 } : window),
  left: ({ used }) => requests - used,
  spend: ({ start, used }) => ({ start, used: used + 1 }),
  waitMs: ({ start }, now) => start + windowMs - now,
});

/** A window that opens with the first request after the last one closed. */
export const fixedWindow = (limit: LimitOptions) => windowed(limit, (now) => now);

/** Windows on the clock: with a minute, from second 0 to second 60. */
export const alignedWindow = (limit: LimitOptions) =>
  windowed(limit, (now) => Math.floor(now / limit.windowMs) * limit.windowMs);
