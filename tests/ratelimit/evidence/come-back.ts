import { secondBurst } from './algorithm.ts';
import { allowance } from './allowance.ts';
import { WHOLE, type Measured } from './measured.ts';
import { inSteps, STEP_SHARE } from './refill.ts';

/** Requests that a used-up quota may return within so many milliseconds: none for a window, else their share and one step. */
export function mayHaveComeBack(measured: Measured, ms: number): number {
  const { limit, recorder } = measured;
  const atOnce = secondBurst(measured)?.served ?? 0;
  if (atOnce >= limit * WHOLE) return 1;
  const step = limit * (inSteps(recorder, measured) ? STEP_SHARE.steps : STEP_SHARE.bits);
  return allowance(measured, ms) + Math.floor(step);
}
