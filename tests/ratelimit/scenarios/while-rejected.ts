import { allowance } from '../evidence/allowance.ts';
import { isServed, rejectedAsBefore } from '../evidence/bursts.ts';
import { servedBesideRejections } from '../evidence/while-rejected.ts';
import type { LimitTarget } from '../target.ts';

/** Served requests, beyond what a refill explains, that prove that a key has another quota. */
const PROOF = 3;
/** Rounds after which it stops without a result. */
const MAX_ROUNDS = 25;

/**
 * Sends requests with other keys while the provider is rejected, always between two requests of the active key: a sibling key
 * (rejected), another provider's (served, twice, because a shared bucket may have had one left), none (401).
 */
export async function whileRejected(target: LimitTarget, scenario: string): Promise<void> {
  if (target.has('sibling')) await alternate(target, scenario, 'sibling');
  const others = target.has('foreign') ? ['foreign', 'foreign', null] : [null];
  for (const key of [...others.flatMap((other) => ['active', other]), 'active']) {
    if (target.mayServe() <= 0 || target.msLeft() <= 0) return;
    await target.one(scenario, target.plain(scenario, { key }));
  }
}

/** Requests that are left for the other provider's key, and the ones beside them. */
const KEPT = 3;

/**
 * Sends the active key and another in turn, until the other one is rejected between two rejections of the active key, or was
 * served there more often than a gradual refill explains. Where both are served, the quota has refilled: it goes on until that is
 * used up.
 * @param mayHaveRefilled requests that may have been refilled before it began
 */
export async function alternate(
  target: LimitTarget,
  scenario: string,
  key: string,
  mayHaveRefilled = 0,
): Promise<void> {
  const { recorder } = target;
  const started = target.now();
  const send = (name: string) => target.one(scenario, target.plain(scenario, { key: name }));
  let before = await send('active');
  for (let round = 1; round <= MAX_ROUNDS && target.mayServe() > KEPT && target.msLeft() > 0; round += 1) {
    const other = await send(key);
    const after = await send('active');
    if (other.response === undefined || after.response === undefined) return;
    const around = rejectedAsBefore(recorder, before) && rejectedAsBefore(recorder, after);
    if (around && rejectedAsBefore(recorder, other)) return;
    const explained = allowance(target, target.now() - started) + PROOF;
    if (servedBesideRejections(recorder, scenario, key).length > explained) return;
    const served = recorder.scenario(scenario).filter((one) => isServed(recorder, one)).length;
    if (served > mayHaveRefilled + explained + PROOF) return;
    before = after;
  }
}
