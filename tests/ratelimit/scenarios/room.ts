import type { LimitTarget } from '../target.ts';
import { lost, textOf, type Reason } from '../../../verifier/reason.ts';
import { LEFT_OUT, LOST, PLAN, type Part } from './names.ts';

const PARTS: readonly Part[] = ['burst', 'rejected', 'recovery', 'race', 'keys'];

/** Notes why this part of the protocol and all later ones are left out, for the checks that lack their evidence. */
export function leaveOut({ recorder }: Pick<LimitTarget, 'recorder'>, from: Part, why: Reason): void {
  const fact = typeof why === 'string' ? LEFT_OUT : LOST;
  const noted = new Set(recorder.observed(PLAN).map(({ step }) => step));
  for (const part of PARTS.slice(PARTS.indexOf(from))) {
    if (!noted.has(part)) recorder.observe({ scenario: PLAN, step: part, fact, value: textOf(why) });
  }
}

/** Share of a window that a burst takes, or by which a recovery may be late: each step ends before the last window does. */
const SPARE = 0.3;

/**
 * Whether so many more served requests and windows are within what the run's depth allows. The bound holds on every target; the
 * protocol stops there even if the target surprises it.
 */
export function fits(target: LimitTarget, requests: number, windows: number): boolean {
  const spare = windows > 0 && target.depth !== 'quick' ? SPARE : 0;
  return target.mayServe() >= requests && target.msLeft() >= (windows + spare) * target.windowMs;
}

/** Why a part that does not fit is left out. */
export function tooMuch({ depth }: LimitTarget): Reason {
  return depth === 'quick'
    ? 'tried from depth standard on: it takes a second full quota, and more windows than a quick run has'
    : lost(`the requests and windows of a run of depth ${depth} were spent before`);
}
