import type { Recorder } from '../../../verifier/recorder.ts';
import { STEP } from '../scenarios/names.ts';
import { allowance } from './allowance.ts';
import { isServed, receivedAt, rejectedForQuota } from './bursts.ts';

interface Measured {
  recorder: Recorder;
  limit: number;
  windowMs: number;
}

/** Bursts after a recovery: no limiter gives back more than once within so short a time, unless bit by bit. */
const AFTER = [STEP.burst2, STEP.refill1, STEP.refill2, STEP.refill3, STEP.refill4];
/** Turns that are more than the border of a window and rounding explain, beyond what comes back bit by bit. */
const ENOUGH = 4;

/**
 * Requests that were rejected and served by turns within moments, in words: several counters that do not agree, as those of nodes whose
 * clocks differ. Each turn is a request that was sent after a rejection had come, and served before the next rejected one was sent.
 */
export function servedByTurns(measured: Measured): string | undefined {
  const { recorder } = measured;
  for (const step of AFTER) {
    const { count, ms } = turnsOf(recorder, step);
    if (count >= ENOUGH + allowance(measured, ms))
      return `requests rejected and served by turns, within ${(ms / 1000).toFixed(1)} s: several counters that do not agree`;
  }
  return undefined;
}

/** How often a burst was rejected and then served again, one after the other, and within how many milliseconds. */
function turnsOf(recorder: Recorder, step: string): { count: number; ms: number } {
  const burst = recorder.scenario(step);
  if (burst.length === 0) return { count: 0, ms: 0 };
  const began = Math.min(...burst.map(({ sentAt }) => sentAt));
  // Of those sent from a moment on, the one whose response came first.
  const next = (from: number, isRejected: boolean): number | undefined => {
    const all = burst.filter((one) => one.sentAt >= from && (isRejected ? rejectedForQuota : isServed)(recorder, one));
    return all.length === 0 ? undefined : Math.min(...all.map(receivedAt));
  };
  for (let [count, at] = [0, began]; ; count += 1) {
    const rejected = next(at, true);
    const served = rejected === undefined ? undefined : next(rejected, false);
    if (served === undefined) return { count, ms: at - began };
    at = served;
  }
}
