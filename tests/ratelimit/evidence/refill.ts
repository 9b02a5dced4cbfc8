import { completed } from '../../../verifier/exchange.ts';
import type { Recorder } from '../../../verifier/recorder.ts';
import { STEP } from '../scenarios/names.ts';
import { burstFacts, rejectedAsBefore } from './bursts.ts';
import { ofProvider } from './while-rejected.ts';

/** How fast a budget came back that refills bit by bit. */
export interface RefillFacts {
  served: number;
  seconds: number;
  /** Requests per second, at least and at most. */
  least: number;
  most: number;
  asPromised: boolean;
}

/** Requests by which a measurement may be off: a token begun before, one begun after, and a timer's tick. */
const OFF = 2;

/** The burst that drained the budget before. */
const BEFORE = {
  [STEP.burst2]: STEP.burst1,
  [STEP.refill1]: STEP.burst2,
  [STEP.refill2]: STEP.refill1,
  [STEP.refill3]: STEP.refill2,
} as const;

/** What the burst of this step shows, counted from the end of the burst before it; undefined where there was none. */
export function refillFacts(
  recorder: Recorder,
  step: keyof typeof BEFORE,
  { limit, windowMs }: { limit: number; windowMs: number },
): RefillFacts | undefined {
  const before = recorder.scenario(BEFORE[step]).at(-1);
  const last = recorder.scenario(step).at(-1);
  if (!before || !last || (burstFacts(recorder, step)?.rejected ?? 0) === 0) return undefined;
  const between = recorder.all().filter(({ n }) => n > before.n && n <= last.n);
  const told = between.filter((one) => ofProvider(one) && !rejectedAsBefore(recorder, one));
  const served = told.filter(completed).length;
  const lost = told.length - served;
  // Both bursts end drained, somewhere between the sending of their last request and its answer.
  const longest = (last.sentAt + last.took - before.sentAt) / 1000;
  const shortest = (last.sentAt - before.sentAt - before.took) / 1000;
  const rate = limit / (windowMs / 1000);
  const most = (served + lost + OFF) / shortest;
  const least = (served - OFF) / longest;
  return { served, seconds: shortest, least, most, asPromised: least <= rate && rate <= most };
}
