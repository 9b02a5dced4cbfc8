import { allowance } from '../evidence/allowance.ts';
import { rejectedAsBefore } from '../evidence/bursts.ts';
import { lastRejection } from '../evidence/while-rejected.ts';
import type { LimitTarget } from '../target.ts';
import { roundTripMs } from './pace.ts';

/** Served requests beyond what a refilling budget explains, after which a key has proved that its budget is another. */
const PROOF = 3;
/** Requests after which even a slow portal's seconds are explained. */
const MOST = 25;

/**
 * What others get while the provider is rejected: a sibling key (rejected), another provider's (served, twice, because a
 * bucket that all share may have had one left), none (401). The active key asks before and after, to show that the
 * rejection lasted all the while.
 */
export async function whileRejected(target: LimitTarget, scenario: string): Promise<void> {
  const send = (key: string | null) => target.one(scenario, target.plain(scenario, { key }));
  await send('active');
  if (target.has('sibling')) await untilRejected(target, scenario, 'sibling');
  if (target.has('foreign')) {
    await send('foreign');
    await send('foreign');
  }
  await send(null);
  await untilRejected(target, scenario, 'active');
}

/** Asks with one key until it is rejected, or was served more than a budget that refills bit by bit could explain. */
export async function untilRejected(target: LimitTarget, scenario: string, key: string): Promise<void> {
  const since = lastRejection(target.recorder)?.sentAt ?? target.now();
  for (let served = 1; served <= MOST; served += 1) {
    const exchange = await target.one(scenario, target.plain(scenario, { key }));
    if (exchange.response === undefined || rejectedAsBefore(target.recorder, exchange)) return;
    if (served > allowance(target, target.now() + 4 * roundTripMs(target) - since) + PROOF) return;
  }
}
