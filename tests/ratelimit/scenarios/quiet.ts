import { clockOffsetMs } from '../evidence/server-clock.ts';
import type { LimitTarget } from '../target.ts';
import { connectionsFor, pollMs, roundTripMs } from './pace.ts';

/**
 * Sends nothing for so many windows and a little more. After a recovery the wait counts from there, so that the next step starts
 * just after the border of a window on the clock. Otherwise, if the coming burst would cross a border on the server's own clock,
 * waits until it has passed.
 */
export async function quiet(target: LimitTarget, windows: number, since?: string): Promise<void> {
  const { windowMs } = target;
  const border = since === undefined ? undefined : target.recorder.scenario(since).at(-1)?.sentAt;
  const ms = windows * windowMs + (border === undefined ? Math.min(1_000, windowMs / 10) : 2 * pollMs(target));
  const start = (border ?? target.now()) + ms;
  const wait = start + (border === undefined ? untilBorderPassed(target, start) : 0) - target.now();
  if (wait > 0) await target.sleep(wait, 'the rate limit has to reset before the burst');
}

/** Share of a window after a border that distinguishes windows on the clock from those that begin with a request. */
const PAST = 0.08;
/** Share of a window that the steps after a burst take where no later burst follows: they need the quota used up as well. */
const THEN = 0.1;

/** Milliseconds to wait from `start` where the border of a window on the server's clock is that near. */
function untilBorderPassed(target: LimitTarget, start: number): number {
  const { windowMs, limit } = target;
  const { offset, unsure } = clockOffsetMs(target.recorder);
  const burstMs = (limit * roundTripMs(target)) / connectionsFor(target, limit) + unsure + pollMs(target);
  if (burstMs > windowMs / 2) return 0;
  const left = windowMs - ((start + offset) % windowMs);
  return left < burstMs + (target.depth === 'quick' ? windowMs * THEN : 0) ? left + unsure + windowMs * PAST : 0;
}
