import type { LimitTarget } from '../target.ts';
import { PLAN, type Part } from './names.ts';

const PARTS: readonly Part[] = ['burst', 'rejected', 'recovery', 'race', 'keys'];

/** Notes why this part of the protocol and all after it are left out, for the checks that miss their evidence. */
export function leaveOut({ recorder }: Pick<LimitTarget, 'recorder'>, from: Part, why: string): void {
  const noted = new Set(recorder.observed(PLAN).map(({ step }) => step));
  for (const part of PARTS.slice(PARTS.indexOf(from))) {
    if (!noted.has(part)) recorder.observe({ scenario: PLAN, step: part, fact: 'left out', value: why });
  }
}

/** Share of a window that a burst takes, or a recovery that comes late: what is begun ends before the last window does. */
const SPARE = 0.3;

/**
 * Whether so many more served requests and so many more windows are within what the run's depth allows: the bound holds
 * on every target, and a plan that meets a surprise stops there.
 */
export function fits(target: LimitTarget, requests: number, windows: number): boolean {
  const spare = windows > 0 && target.depth !== 'quick' ? SPARE : 0;
  return target.mayServe() >= requests && target.msLeft() >= (windows + spare) * target.windowMs;
}

/** Why what does not fit is left out. */
export function tooMuch({ depth }: LimitTarget): string {
  return depth === 'quick'
    ? 'tried from depth standard on'
    : `the requests and windows of a run of depth ${depth} were spent before`;
}
