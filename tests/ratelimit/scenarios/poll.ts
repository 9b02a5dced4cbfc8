import { rejectedAsBefore } from '../evidence/bursts.ts';
import type { LimitTarget } from '../target.ts';
import { pollMs } from './pace.ts';

/** Windows after which polling gives up. */
const PATIENCE = 1.25;

/** Sends at intervals until served again. @returns false where that took more than a window and a quarter */
export async function pollUntilServed(target: LimitTarget, scenario: string): Promise<boolean> {
  const started = target.now();
  while (target.now() - started < PATIENCE * target.windowMs) {
    await target.sleep(pollMs(target), 'rejected; polling until served');
    const exchange = await target.one(scenario, target.plain(scenario));
    if (exchange.response !== undefined && !rejectedAsBefore(target.recorder, exchange)) return true;
  }
  await target.confirmKey?.();
  return false;
}
