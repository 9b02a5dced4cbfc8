/** Requests that a budget which refills bit by bit gives back in so many milliseconds; other limiters give back none. */
export function allowance({ limit, windowMs }: { limit: number; windowMs: number }, ms: number): number {
  return Math.floor((Math.max(0, ms) * limit) / windowMs);
}
