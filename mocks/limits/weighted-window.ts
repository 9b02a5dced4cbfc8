import type { Algorithm, LimitOptions } from './limiter.ts';

interface Windows {
  readonly start: number;
  readonly used: number;
  /** Requests that the window before served; they count by the share of it that the last window's length still covers. */
  readonly before: number;
}

/** The weighted counter of gateways: this window on the clock, and a share of the one before. */
export const weightedWindow = ({ requests, windowMs }: LimitOptions): Algorithm<Windows & { readonly now: number }> => {
  const startOf = (now: number) => Math.floor(now / windowMs) * windowMs;
  const carried = ({ start, before }: Windows, now: number) => before * (1 - (now - start) / windowMs);
  return {
    open: (now) => ({ start: startOf(now), used: 0, before: 0, now }),
    settle: (windows, now) => {
      const start = startOf(now);
      if (start === windows.start) return { ...windows, now };
      return { start, used: 0, before: start - windows.start === windowMs ? windows.used : 0, now };
    },
    left: (windows) => Math.max(0, Math.floor(requests - windows.used - carried(windows, windows.now))),
    spend: (windows) => ({ ...windows, used: windows.used + 1 }),
    waitMs: ({ start, used, before }, now) => {
      // What this window served leaves nothing before its end; else as much of the one before has to fade as one takes.
      const enough = requests - used - 1;
      const inThis = enough < 0 || before <= 0 ? Infinity : start + windowMs * (1 - enough / before);
      const next = start + windowMs;
      const inNext = next + (used < requests ? 0 : windowMs * (1 - (requests - 1) / used));
      return Math.max(1, (inThis < next ? inThis : inNext) - now);
    },
  };
};
