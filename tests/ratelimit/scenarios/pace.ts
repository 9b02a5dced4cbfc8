import { completed } from '../../../verifier/exchange.ts';
import type { LimitTarget } from '../target.ts';

/** Time between two polls: 1 s for a window of a minute, less for shorter ones. */
export function pollMs({ windowMs }: Pick<LimitTarget, 'windowMs'>): number {
  return Math.min(1_000, Math.max(100, windowMs / 60));
}

/** The longest of three typical round trips so far, in milliseconds; 20 before the first response. */
export function roundTripMs({ recorder }: Pick<LimitTarget, 'recorder'>): number {
  const times = recorder
    .all()
    .filter(completed)
    .map(({ took }) => took)
    .sort((a, b) => a - b);
  return times[Math.floor(times.length * 0.75)] ?? 20;
}

/** Least number of connections: several workers may share one address, and a connection stays with one of them. */
const LEAST_CONNECTIONS = 6;
const MOST_CONNECTIONS = { quick: 32, standard: 16, full: 16 };

/**
 * Share of a window that a burst takes at most. At `quick` there is only one burst, so it must be unlikely to cross the border of
 * two windows.
 */
const SHARE = { quick: 0.005, standard: 0.25, full: 0.25 };

/** A burst may last so long however short the window is: more connections would only wait for each other. */
const LEAST_BURST_MS = 300;

/** The number of connections with which a burst of so many requests takes no longer than it may. */
export function connectionsFor(target: LimitTarget, count: number): number {
  const most = Math.max(LEAST_BURST_MS, target.windowMs * SHARE[target.depth]);
  const needed = (count * roundTripMs(target)) / most;
  return Math.min(MOST_CONNECTIONS[target.depth], Math.max(LEAST_CONNECTIONS, Math.ceil(needed)));
}
