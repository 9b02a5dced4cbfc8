import { allowance } from '../evidence/allowance.ts';
import { refusedAsBefore } from '../evidence/bursts.ts';
import type { LimitTarget } from '../target.ts';

/** Requests after which a key that is still served has proved that its budget is another. */
const MOST = 8;

/**
 * What others get while the provider is refused: a sibling key (refused), another provider's (served), none (401).
 * The active key asks before and after, to show that the refusal lasted all the while.
 */
export async function whileRefused(target: LimitTarget, scene: string): Promise<void> {
  const send = (key: string | null) => target.one(scene, target.plain(scene, { key }));
  await send('active');
  if (target.has('sibling')) await untilRefused(target, scene, 'sibling');
  if (target.has('foreign')) await send('foreign');
  await send(null);
  await send('active');
}

/**
 * Asks with one key until it is refused, or has been served more than a budget that refills bit by bit could explain.
 */
export async function untilRefused(target: LimitTarget, scene: string, key: string): Promise<void> {
  const started = target.now();
  for (let served = 0; served < MOST; served += 1) {
    const exchange = await target.one(scene, target.plain(scene, { key }));
    if (exchange.answer === undefined || refusedAsBefore(target.ledger, exchange)) return;
    if (served + 1 > allowance(target, target.now() - started) + 1) return;
  }
}
