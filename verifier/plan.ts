import type { Depth } from './check-context.ts';

/** Most served requests of a run at each depth; only its requests limit `full`. */
export const MOST_SERVED: Readonly<Record<Depth, number>> = { quick: 60, standard: 300, full: Infinity };

/** Most served requests of a run at this depth: {@link MOST_SERVED}, or more where the bursts of a large limit need more. */
export function mostServed(depth: Depth, limit: number): number {
  const inBursts: Readonly<Record<Depth, number>> = { quick: limit + 10, standard: 6 * limit, full: Infinity };
  return Math.max(MOST_SERVED[depth], inBursts[depth]);
}

/** Most windows, by the clock, in which a run sends requests that use quota. */
export const MOST_WINDOWS: Readonly<Record<Depth, number>> = { quick: 2, standard: 8, full: Infinity };

/** A shorter window counts as this long: a browser takes its time, and quota comes back soon anyway. */
const SHORTEST_WINDOW_MS = 30_000;

/** Time reserved for the last request before the windows end, in milliseconds. */
const LAST_REQUEST_MS = 2_000;

/** When the windows that a depth allows end, in milliseconds of the run's clock. The first request begins them. */
export function endOfWindows(depth: Depth, windowMs: number, firstAt: number): number {
  return firstAt + MOST_WINDOWS[depth] * Math.max(windowMs, SHORTEST_WINDOW_MS) - LAST_REQUEST_MS;
}

/** Full bursts that measuring the limit sends. */
const BURSTS: Readonly<Record<Depth, number>> = { quick: 1, standard: 3, full: 3 };

/** Windows until the last burst is sent: earlier requests, the quiet window after them, recoveries, another quiet window. */
const UNTIL_LAST_BURST: Readonly<Record<Depth, number>> = { quick: 2, standard: 5, full: 5 };

/** The expected cost of a run. */
export interface CostPlan {
  /** About how many requests the target will serve. Responses may lead to more, up to the depth's most. */
  requests: number;
  windows: number;
  minutes: number;
  /** The least that measuring the limit needs. */
  atLeast?: LowerBound;
}

export interface LowerBound {
  requests: number;
  windows: number;
}

/** The cost of only measuring the limit. */
export const lowerBound = (depth: Depth, limit: number): LowerBound => ({
  requests: BURSTS[depth] * limit,
  windows: UNTIL_LAST_BURST[depth],
});

interface Pace {
  limit: number;
  windowSeconds: number;
  /** Requests that the run sends in a window outside bursts: the limit without the margin for others. */
  perWindow: number;
}

/**
 * Plans a run from the requests known so far.
 * @param pendingRequests known requests that use quota; their responses will lead to more
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

/** The most that a depth costs, in words, known before the first request; undefined where nothing limits it. */
export function boundLine(depth: Depth, limit: number, windowSeconds: number): string | undefined {
  const [requests, windows] = [mostServed(depth, limit), MOST_WINDOWS[depth]];
  if (!Number.isFinite(requests)) return undefined;
  const isShort = windowSeconds * 1000 < SHORTEST_WINDOW_MS;
  const time = isShort ? `${(windows * SHORTEST_WINDOW_MS) / 60_000} min` : counted(windows);
  return `at most ${requests} served requests in ${time}`;
}

const counted = (windows: number) => (windows === 1 ? '1 window' : `${windows} windows`);
