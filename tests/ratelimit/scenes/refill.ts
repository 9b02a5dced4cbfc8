import { refillFacts } from '../evidence/refill.ts';
import type { LimitTarget } from '../target.ts';
import { STEP } from './names.ts';
import { burstUntilRefused } from './until-refused.ts';

/** Share of a window that is waited for: most of the budget should be back, and none lost for being full. */
const SHARE = 0.8;

/** For limiters that refill bit by bit: how much comes back in most of a window; measured twice where it is odd. */
export async function measureRefill(target: LimitTarget): Promise<void> {
  for (const scene of [STEP.refill1, STEP.refill2]) {
    await target.sleep(SHARE * target.windowMs, 'most of a window, to see how fast the budget refills');
    await burstUntilRefused(target, scene);
    if (refillFacts(target.ledger, scene, target)?.asPromised !== false) return;
  }
}
