import { allowance } from '../evidence/allowance.ts';
import { burstFacts } from '../evidence/bursts.ts';
import type { LimitTarget } from '../target.ts';
import { connectionsFor } from './pace.ts';

/** Requests beyond the limit: enough to see that rejections last, few enough to be polite. */
export const BEYOND = 5;
/** Requests beyond the limit, where none is rejected, before the burst gives up. */
const CAP = 20;

/** Sends bursts until one is rejected: just over the limit, then a little more in case it refills meanwhile. */
export async function burstUntilRejected(target: LimitTarget, scenario: string): Promise<void> {
  const { limit, recorder } = target;
  const connections = connectionsFor(target, limit);
  const most = () => limit + CAP + allowance(target, (burstFacts(recorder, scenario)?.seconds ?? 0) * 1000);
  for (let sent = 0; sent < most();) {
    const count = sent === 0 ? limit + BEYOND : CAP - BEYOND;
    await target.burst(scenario, target.requests(`${scenario} ${sent}`, count), connections);
    sent += count;
    if ((burstFacts(recorder, scenario)?.rejected ?? 0) > 0) return;
  }
}
