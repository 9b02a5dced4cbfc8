import type { LimitTarget } from '../target.ts';
import { STEP } from './names.ts';

/** Requests in flight at once, beyond the limit. */
export const RACE_BEYOND = 10;
/** Requests of each kind that are rejected for their key. */
const REJECTED = 4;

/** Requests rejected with 401 (LIM-10), then more than the limit in flight at once (LIM-11): both in one full quota. */
export async function race(target: LimitTarget): Promise<void> {
  for (const key of [null, 'unknown', 'revoked']) {
    if (key !== null && !target.has(key)) continue;
    for (let i = 0; i < REJECTED; i += 1) {
      await target.one(STEP.unauthorised, target.plain(STEP.unauthorised, { key }));
    }
  }
  const count = target.limit + RACE_BEYOND;
  await target.burst(STEP.race, target.requests(STEP.race, count), count);
}
