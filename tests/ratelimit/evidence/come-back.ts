import { secondBurst } from './algorithm.ts';
import { allowance } from './allowance.ts';
import { WHOLE, type Measured } from './measured.ts';
import { inSteps, STEP_SHARE } from './refill.ts';

/** Requests that may come back of a spent budget within so many milliseconds: none of a window's, else their share and a step. */
export function mayHaveComeBack(measured: Measured, ms: number): number {
  const { limit, recorder } = measured;
  const atOnce = secondBurst(recorder)?.served ?? 0;
  if (atOnce >= limit * WHOLE) return 1;
  const step = limit * (inSteps(recorder, measured) ? STEP_SHARE.steps : STEP_SHARE.bits);
  return allowance(measured, ms) + Math.floor(step);
}
