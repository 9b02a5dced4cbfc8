/** Requests that a gradually refilling quota returns in so many milliseconds; other limiters return none. */
export function allowance({ limit, windowMs }: { limit: number; windowMs: number }, ms: number): number {
  return Math.floor((Math.max(0, ms) * limit) / windowMs);
}
