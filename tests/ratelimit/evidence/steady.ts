import type { Check } from '../../../verifier/check.ts';
import { notRun } from '../../../verifier/verdict.ts';
import { JUMPED, MACHINE } from '../scenarios/names.ts';

/** Share of a window, and milliseconds, by which the clock of this machine may jump without a measured time being wrong. */
const SHARE = 0.02;
const LEAST_MS = 200;

/**
 * A check whose finding counts only if the clock of this machine ran evenly while the limit was measured: a machine that slept or
 * was paused takes a whole window for a moment.
 */
export function onSteadyClock(check: Check): Check {
  return {
    ...check,
    judge(context) {
      const verdict = check.judge(context);
      const ms = Math.max(
        ...context.recorder.observed(MACHINE).flatMap(({ fact, value }) => (fact === JUMPED ? [Number(value)] : [])),
      );
      const isSteady = ms <= Math.max(LEAST_MS, context.target.windowSeconds * 1000 * SHARE);
      if (verdict.kind !== 'fail' || isSteady) return verdict;
      const why = `the clock of this machine jumped by ${(ms / 1000).toFixed(1)} s while the limit was measured: it slept, was paused, or corrected its time`;
      return notRun({ because: 'clock', text: why }, verdict.notes);
    },
  };
}
