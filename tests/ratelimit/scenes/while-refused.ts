import { allowance } from '../evidence/allowance.ts';
import { refusedAsBefore } from '../evidence/bursts.ts';
import { lastRefusal } from '../evidence/while-refused.ts';
import type { LimitTarget } from '../target.ts';
import { roundTripMs } from './pace.ts';

/** Served requests beyond what a refilling budget explains, after which a key has proved that its budget is another. */
const PROOF = 3;
/** Requests after which even a slow portal's seconds are explained. */
const MOST = 25;

/**
 * What others get while the provider is refused: a sibling key (refused), another provider's (served, twice, because a
 * bucket that all share may have had one left), none (401). The active key asks before and after, to show that the
 * refusal lasted all the while.
 */
export async function whileRefused(target: LimitTarget, scene: string): Promise<void> {
  const send = (key: string | null) => target.one(scene, target.plain(scene, { key }));
  await send('active');
  if (target.has('sibling')) await untilRefused(target, scene, 'sibling');
  if (target.has('foreign')) {
    await send('foreign');
    await send('foreign');
  }
  await send(null);
  await untilRefused(target, scene, 'active');
}

/** Asks with one key until it is refused, or was served more than a budget that refills bit by bit could explain. */
export async function untilRefused(target: LimitTarget, scene: string, key: string): Promise<void> {
  const since = lastRefusal(target.ledger)?.sentAt ?? target.now();
  for (let served = 1; served <= MOST; served += 1) {
    const exchange = await target.one(scene, target.plain(scene, { key }));
    if (exchange.answer === undefined || refusedAsBefore(target.ledger, exchange)) return;
    if (served > allowance(target, target.now() + 4 * roundTripMs(target) - since) + PROOF) return;
  }
}
