import { allowance } from '../evidence/allowance.ts';
import { burstFacts } from '../evidence/bursts.ts';
import { delayOf } from '../evidence/delays.ts';
import { MAX_NETWORK_ERRORS } from '../burst.ts';
import type { LimitTarget } from '../target.ts';
import { STEP } from './names.ts';
import { connectionsFor } from './pace.ts';

/** Requests beyond the limit: enough to see that rejections last, few enough to be polite. */
export const BEYOND = 5;
/** Most requests beyond the limit: a target that refills meanwhile serves a few more. */
const MAX_BEYOND = 20;
/** Shares of the limit after which a quick run looks at what came, and sends what that calls for. The first has room for each list. */
const QUICK_PARTS = [0.28, 0.64, 0.84, 1];

/**
 * Sends just over the limit, and a little more where a gradual refill would explain that none was rejected. Never more than limit
 * + 20, nor more than the run may still use, nor for longer than a window.
 */
export async function burstUntilRejected(target: LimitTarget, scenario: string): Promise<void> {
  const { limit, recorder } = target;
  const connections = connectionsFor(target, limit);
  const send = async (most: number) => {
    const count = Math.min(most, Math.max(0, target.mayServe()));
    const before = recorder.scenario(scenario).length;
    if (count > 0) await target.burst(scenario, target.requests(`${scenario} ${before}`, count), connections);
  };
  // A quick run can send nothing after its burst: what a response calls for is sent within the burst.
  const parts = target.depth === 'quick' && scenario === STEP.burst1 ? QUICK_PARTS : [1];
  let sent = 0;
  for (const part of parts) {
    const until = part === 1 ? limit + BEYOND : Math.floor(part * limit);
    await send(until - sent);
    sent = until;
    if (hasStalled(target, scenario)) return;
  }
  const facts = burstFacts(recorder, scenario);
  // The limiter may reject with 401, but not the first request of a burst: then it may be the key.
  if (facts?.served === 0) await target.confirmKey?.();
  if (facts === undefined || facts.rejected > 0 || facts.seconds * 1000 >= target.windowMs) return;
  if (delayOf(recorder, scenario, target) !== undefined) return;
  // Where one burst decides, what a timer gives back at a time has to be spent as well.
  const decides = target.depth === 'quick' && facts.lost === 0;
  const more = decides || facts.served <= limit + allowance(target, facts.seconds * 1000) + 1;
  if (more) await send(MAX_BEYOND - BEYOND);
}

/** Whether so many requests got no response that more of them would prove nothing, and take another window. */
function hasStalled({ recorder }: LimitTarget, scenario: string): boolean {
  return recorder.scenario(scenario).filter(({ response }) => response === undefined).length >= MAX_NETWORK_ERRORS;
}
