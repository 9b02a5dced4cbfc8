import type { Depth } from './check.ts';

/** Served requests that a depth may spend in all; `full` is bounded by its questions alone. */
export const MOST_SERVED: Readonly<Record<Depth, number>> = { quick: 60, standard: 300, full: Infinity };

/** Served requests that a run of this depth may spend on a limit: those of {@link MOST_SERVED}, or as many bursts of a greater limit. */
export function mostServed(depth: Depth, limit: number): number {
  const inBursts: Readonly<Record<Depth, number>> = { quick: limit + 10, standard: 6 * limit, full: Infinity };
  return Math.max(MOST_SERVED[depth], inBursts[depth]);
}

/** Windows, by the clock, in which a depth sends what costs quota. */
export const MOST_WINDOWS: Readonly<Record<Depth, number>> = { quick: 2, standard: 8, full: Infinity };

/** Shorter windows do not bound a run, but as many of these: a browser takes its time, and there is no budget to be saved. */
const SHORTEST_WINDOW_MS = 30_000;

/** Left between the last request and the end of the windows, in milliseconds: it takes its time as well. */
const LAST_REQUEST_MS = 2_000;

/** When the windows of a run are over that its depth allows, in milliseconds of its clock; the first request began them. */
export function endOfWindows(depth: Depth, windowMs: number, firstAt: number): number {
  return firstAt + MOST_WINDOWS[depth] * Math.max(windowMs, SHORTEST_WINDOW_MS) - LAST_REQUEST_MS;
}

/** Full bursts that measuring the limit sends. */
const BURSTS: Readonly<Record<Depth, number>> = { quick: 1, standard: 3, full: 3 };

/** Windows until the last of them has been sent: what is asked before and the quiet after it, recoveries, another quiet. */
const UNTIL_LAST_BURST: Readonly<Record<Depth, number>> = { quick: 2, standard: 5, full: 5 };

/** What a run is about to cost. */
export interface CostPlan {
  /** About how many requests the target will serve; answers may lead to more, up to the depth's most. */
  requests: number;
  windows: number;
  minutes: number;
  /** What no run that measures the limit can do with less: the limiter protocol alone. */
  atLeast?: LowerBound;
}

export interface LowerBound {
  requests: number;
  windows: number;
}

/** The cost of measuring the limit, and nothing else. */
export const lowerBound = (depth: Depth, limit: number): LowerBound => ({
  requests: BURSTS[depth] * limit,
  windows: UNTIL_LAST_BURST[depth],
});

interface Pace {
  limit: number;
  windowSeconds: number;
  /** Requests that the run sends in a window outside bursts: the limit, less what is left to others. */
  perWindow: number;
}

/**
 * Plans a run by the questions known so far.
 * @param questions known questions that cost a request; answers will lead to more of them
 */
export function planOf(depth: Depth, pendingRequests: number, pace: Pace, measuresLimit: boolean): CostPlan {
  const { limit, windowSeconds, perWindow } = pace;
  const bursts = measuresLimit ? BURSTS[depth] * limit : 0;
  const requests = Math.min(mostServed(depth, limit), Math.max(pendingRequests, bursts));
  const windows = measuresLimit
    ? UNTIL_LAST_BURST[depth] + Math.max(0, Math.ceil((requests - bursts - perWindow) / perWindow))
    : Math.max(1, Math.ceil(requests / perWindow));
  const most = Math.min(windows, MOST_WINDOWS[depth]);
  return { requests, windows: most, minutes: Math.ceil((most * windowSeconds) / 60) };
}

/** The plan in one line. */
export function planLine({ requests, windows, minutes }: CostPlan, windowSeconds: number): string {
  return `plan: about ${requests} served requests in ${counted(windows)} of ${windowSeconds} s, some ${minutes} min`;
}

/** What a depth costs at most, in words, known before the first request; undefined where nothing bounds it. */
export function boundLine(depth: Depth, limit: number, windowSeconds: number): string | undefined {
  const [requests, windows] = [mostServed(depth, limit), MOST_WINDOWS[depth]];
  if (!Number.isFinite(requests)) return undefined;
  const isShort = windowSeconds * 1000 < SHORTEST_WINDOW_MS;
  const time = isShort ? `${(windows * SHORTEST_WINDOW_MS) / 60_000} min` : counted(windows);
  return `at most ${requests} served requests in ${time}`;
}

const counted = (windows: number) => (windows === 1 ? '1 window' : `${windows} windows`);
