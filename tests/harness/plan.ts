import type { Depth } from './check.ts';

/** Served requests that a depth may spend in all; `full` is bounded by its questions alone. */
export const MOST_SERVED: Readonly<Record<Depth, number>> = { quick: 60, standard: 300, full: Infinity };

/** Windows of quiet and of recovery that measuring the limit takes, beside those that requests fill. */
const LIMIT_WINDOWS: Readonly<Record<Depth, number>> = { quick: 1, standard: 4, full: 4 };

/** What a run is about to cost. */
export interface CostPlan {
  /** About how many requests the target will serve; answers may lead to more, up to the depth's most. */
  requests: number;
  windows: number;
  minutes: number;
}

/**
 * Plans a run by the questions known so far.
 * @param questions known questions that cost a request; answers will lead to more of them
 */
export function planOf(
  depth: Depth,
  questions: number,
  { limit, windowSeconds }: { limit: number; windowSeconds: number },
  measuresLimit: boolean,
): CostPlan {
  const bursts = measuresLimit ? LIMIT_WINDOWS[depth] * limit : 0;
  const requests = Math.min(MOST_SERVED[depth], Math.max(questions, bursts));
  const windows = Math.max(1, Math.ceil(requests / limit), measuresLimit ? LIMIT_WINDOWS[depth] + 1 : 0);
  return { requests, windows, minutes: Math.ceil((windows * windowSeconds) / 60) };
}

/** The plan in one line. */
export function planLine({ requests, windows, minutes }: CostPlan, windowSeconds: number): string {
  const count = windows === 1 ? '1 window' : `${windows} windows`;
  return `plan: about ${requests} served requests in ${count} of ${windowSeconds} s, some ${minutes} min`;
}
