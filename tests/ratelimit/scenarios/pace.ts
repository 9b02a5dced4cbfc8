import { completed } from '../../../verifier/exchange.ts';
import type { LimitTarget } from '../target.ts';

/** Time between two polls: 1 s at a window of a minute, finer at shorter ones. */
export function pollMs({ windowMs }: Pick<LimitTarget, 'windowMs'>): number {
  return Math.min(1_000, Math.max(100, windowMs / 60));
}

/** The longest of three typical round trips seen so far, in milliseconds; 20 where nothing was answered yet. */
export function roundTripMs({ recorder }: Pick<LimitTarget, 'recorder'>): number {
  const times = recorder
    .all()
    .filter(completed)
    .map(({ took }) => took)
    .sort((a, b) => a - b);
  return times[Math.floor(times.length * 0.75)] ?? 20;
}

/** Connections at least: behind one address there may be several workers, and a connection stays with one of them. */
const LEAST_CONNECTIONS = 6;
const MOST_CONNECTIONS = 16;

/** Share of a window that a burst takes at most; where there is but one, so little that no border of windows is likely in it. */
const SHARE = { quick: 0.015, standard: 0.25, full: 0.25 };

/** Connections with which a burst of so many requests takes no longer than it may. */
export function connectionsFor(target: LimitTarget, count: number): number {
  const needed = (count * roundTripMs(target)) / (target.windowMs * SHARE[target.depth]);
  return Math.min(MOST_CONNECTIONS, Math.max(LEAST_CONNECTIONS, Math.ceil(needed)));
}
