import { refillFacts } from '../evidence/refill.ts';
import type { LimitTarget } from '../target.ts';
import { STEP } from './names.ts';
import { burstUntilRejected } from './until-rejected.ts';

/**
 * Shares of a window that are waited for: most of the budget should be back, and none lost for being full. They differ,
 * because a counter that slides may be off by as much twice, but not at another distance.
 */
const SHARES = [
  [STEP.refill1, 0.8],
  [STEP.refill2, 0.65],
  [STEP.refill3, 0.8],
] as const;

/** For limiters that refill bit by bit: how much comes back in most of a window; measured thrice where it is odd. */
export async function measureRefill(target: LimitTarget): Promise<void> {
  for (const [scenario, share] of SHARES) {
    await target.sleep(share * target.windowMs, 'most of a window, to see how fast the budget refills');
    await burstUntilRejected(target, scenario);
    if (refillFacts(target.recorder, scenario, target)?.asPromised !== false) return;
  }
}
