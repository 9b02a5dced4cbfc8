import type { Ledger } from '../../harness/ledger.ts';
import { STEP } from '../scenes/names.ts';
import { burstFacts } from './bursts.ts';

/** How fast a budget came back that refills bit by bit. */
export interface RefillFacts {
  served: number;
  seconds: number;
  /** Requests per second, at least and at most. */
  least: number;
  most: number;
  asPromised: boolean;
}

/** Requests by which a measurement may be off: what was in the bucket before, and a refill that ticks. */
const OFF = 2;

/** What the burst of this step shows, counted from the end of the burst before it; undefined where there was none. */
export function refillFacts(
  ledger: Ledger,
  step: typeof STEP.refill1 | typeof STEP.refill2,
  { limit, windowMs }: { limit: number; windowMs: number },
): RefillFacts | undefined {
  const drained = burstFacts(ledger, step === STEP.refill1 ? STEP.burst2 : STEP.refill1);
  const burst = burstFacts(ledger, step);
  if (!drained || burst?.firstRefusedAt === undefined || drained.firstRefusedAt === undefined) return undefined;
  const end = burst.startedAt + burst.seconds * 1000;
  const drainedAt = drained.startedAt + drained.seconds * 1000;
  const longest = (end - drained.firstRefusedAt) / 1000;
  const shortest = (burst.firstRefusedAt - drainedAt) / 1000;
  const rate = limit / (windowMs / 1000);
  const most = (burst.served + burst.lost + OFF) / shortest;
  const least = (burst.served - OFF) / longest;
  return { served: burst.served, seconds: shortest, least, most, asPromised: least <= rate && rate <= most };
}
