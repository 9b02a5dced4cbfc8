import { cameBackSoon, FULL_IN_STEPS, inSteps, refillFacts, wrongPace } from '../evidence/refill.ts';
import { tooMuchServed } from '../evidence/stretches.ts';
import type { LimitTarget } from '../target.ts';
import { fits } from './room.ts';
import { STEP } from './names.ts';
import { burstUntilRejected } from './until-rejected.ts';

/**
 * Shares of a window to wait. The first should refill most of the quota without reaching its limit. If it is full, the refill may
 * be faster: shorter waits follow, in which even three times the pace has room. If the pace is off, other waits follow, because a
 * sliding counter is off by its phase; then a whole window, after which only such a counter is not full.
 */
const FIRST = [STEP.refill1, 0.8] as const;
const FULL = [
  [STEP.refill2, 0.3],
  [STEP.refill3, 0.4],
  [STEP.refill4, 0.5],
] as const;
const ODD = [
  [STEP.refill2, 0.65],
  [STEP.refill3, 0.8],
  [STEP.refill4, 1.05],
] as const;
/** Where it comes back in steps: a counter that slides over six of them still counts the last one in part after a window. */
const IN_STEPS = [ODD[0], ODD[1], [STEP.refill4, FULL_IN_STEPS + 0.05]] as const;

/** For limiters that refill gradually: how much comes back in part of a window; measured again where it is unusual. */
export async function measureRefill(target: LimitTarget): Promise<void> {
  const { recorder, limit } = target;
  const measure = async ([scenario, share]: (typeof FULL | typeof ODD | typeof IN_STEPS)[number] | typeof FIRST) => {
    if (!fits(target, limit, share)) return undefined;
    await target.sleep(share * target.windowMs, 'part of a window, to see how fast the quota refills');
    await burstUntilRejected(target, scenario);
    return refillFacts(recorder, scenario, target);
  };
  const first = await measure(FIRST);
  if (first === undefined) return;
  // A sliding counter over a shorter window may look right over most of a window, but not over less.
  const late = !cameBackSoon(recorder, target);
  if (first.pace === 'as-promised' && !late) return;
  const odd = inSteps(recorder, target) ? IN_STEPS : ODD;
  const full = first.served >= limit - 1 || (late && first.pace === 'as-promised');
  for (const [i, next] of (full ? FULL : odd).entries()) {
    const found = await measure(next);
    if (found === undefined || tooMuchServed(target) !== undefined) return;
    if (found.pace === 'as-promised' && !(full && first.served >= limit - 1)) return;
    if (i === 1 && wrongPace(recorder, target) !== undefined) return;
  }
}
