import { completed } from '../../../verifier/exchange.ts';
import type { Recorder } from '../../../verifier/recorder.ts';
import { STEP } from '../scenarios/names.ts';
import { receivedAt, rejectedAsBefore } from './bursts.ts';
import { clockSlackMs } from './stretches.ts';
import { lastRejection, ofProvider } from './while-rejected.ts';

/**
 * When the target served again: after a request that it rejected (sent at `from`), before one it served (complete at `until`).
 */
export interface Recovery {
  from: number;
  until: number;
  /** Requests that were served from the new quota during polling. */
  served: number;
  /** From the first to the last of them, in milliseconds. */
  forMs: number;
}

/** The recovery that polling saw in this step, or undefined where it saw none. */
export function recoveryOf(recorder: Recorder, step: string): Recovery | undefined {
  const last = recorder.scenario(step).at(-1);
  if (last === undefined || !completed(last) || rejectedAsBefore(recorder, last)) return undefined;
  const rejected = lastRejection(recorder, last);
  if (rejected === undefined) return undefined;
  const served = recorder
    .all()
    .filter((one) => one.n > rejected.n && one.n <= last.n && ofProvider(one) && completed(one));
  const first = served[0] ?? last;
  return { from: rejected.sentAt, until: receivedAt(first), served: served.length, forMs: last.sentAt - first.sentAt };
}

/** The least and the greatest time between two recoveries, in milliseconds. */
export function between(first: Recovery, second: Recovery): { least: number; most: number } {
  return { least: second.from - first.until, most: second.until - first.from };
}

/** Whether the second recovery came earlier than a window after the first. */
export function recoveredEarly({ recorder, windowMs }: { recorder: Recorder; windowMs: number }): boolean {
  const first = recoveryOf(recorder, STEP.poll1);
  const second = recoveryOf(recorder, STEP.poll2);
  return first !== undefined && second !== undefined && between(first, second).most < windowMs - clockSlackMs(windowMs);
}

/** When the last request of the provider had been served that was sent before this moment. */
export function lastServedAt(recorder: Recorder, before: number): number {
  const served = recorder
    .all()
    .filter((one) => one.sentAt < before && ofProvider(one) && completed(one) && !rejectedAsBefore(recorder, one));
  return Math.max(...served.map(receivedAt));
}
