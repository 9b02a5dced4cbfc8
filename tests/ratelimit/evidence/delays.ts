import { type Exchange } from '../../../verifier/exchange.ts';
import type { Recorder } from '../../../verifier/recorder.ts';
import { allowance } from './allowance.ts';
import { burstFacts, isSuccess, kindOf } from './bursts.ts';

/** How a burst was held back in place of being rejected. */
export interface Delay {
  /** Requests that were served without delay. */
  prompt: number;
  /** Requests that were served late, and such as were not answered by the end of the window. */
  late: number;
  unanswered: number;
  /** By how much they were late, in milliseconds. */
  leastMs: number;
  mostMs: number;
}

/** Requests that must be late before it is the limiter and not the network. */
const ENOUGH = 3;
/** Times that the target's quickest response took: what takes longer is held back. */
const SLOWER = 8;

/**
 * Tells a limiter that lets requests wait from a slow target: without a rejection no more came promptly than the limit
 * allows, and the others came as late as their turn at the limit's pace.
 */
export function delayOf(
  recorder: Recorder,
  step: string,
  rate: { limit: number; windowMs: number },
): Delay | undefined {
  const facts = burstFacts(recorder, step);
  const burst = recorder.scenario(step);
  if (facts === undefined || facts.rejected > 0 || burst.length <= rate.limit / 2) return undefined;
  const base = Math.min(
    ...recorder
      .all()
      .filter(isSuccess)
      .map(({ took }) => took),
  );
  const turn = rate.windowMs / rate.limit;
  const isLate = ({ took }: Exchange) => took > Math.max(SLOWER * base, turn / 2, 100);
  const late = burst.filter((one) => isLate(one) && (isSuccess(one) || kindOf(one) === 'none'));
  const prompt = facts.served - late.filter(isSuccess).length;
  const paced = facts.seconds * 1000 > (late.length * turn) / 4;
  if (late.length < ENOUGH || !paced || prompt > rate.limit + allowance(rate, facts.seconds * 1000) + 1)
    return undefined;
  const times = late.map(({ took }) => took);
  return {
    prompt,
    late: late.length,
    unanswered: late.filter((one) => kindOf(one) === 'none').length,
    leastMs: Math.min(...times),
    mostMs: Math.max(...times),
  };
}

/** A delay in words. */
export function sayDelay({ prompt, late, unanswered, leastMs, mostMs }: Delay): string {
  const seconds = `${(leastMs / 1000).toFixed(1)} to ${(mostMs / 1000).toFixed(1)} s`;
  const open = unanswered === 0 ? '' : `, ${unanswered} of them unanswered when the window ended`;
  return `the target delays requests instead of rejecting them: ${prompt} served promptly, ${late} more held for ${seconds}${open}, none rejected`;
}
