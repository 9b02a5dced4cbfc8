import { completed, type CompletedExchange, type Exchange } from '../../../verifier/exchange.ts';
import type { Recorder } from '../../../verifier/recorder.ts';
import { STEP } from '../scenarios/names.ts';
import { isSuccess, rejectionKinds } from './bursts.ts';

const BURSTS: readonly string[] = [STEP.burst1, STEP.again, STEP.burst2, STEP.burst3, STEP.repeated, STEP.race];
const BROKEN = new Set([500, 501, 505, 507]);

/**
 * Requests of a burst that got a server error although the same list is served at other times: an error under load. Where the
 * target rejects for the quota in this way, LIM-03 judges it.
 */
export function brokenInBursts(recorder: Recorder): CompletedExchange[] {
  const kinds = rejectionKinds(recorder);
  const served = new Set(recorder.all().filter(isSuccess).map(address));
  return recorder
    .all()
    .filter(completed)
    .filter(
      (one) =>
        BURSTS.includes(one.scenario) &&
        BROKEN.has(one.response.status) &&
        !kinds.has(String(one.response.status)) &&
        served.has(address(one)),
    );
}

const address = ({ request }: Exchange): string => `${request.method} ${request.target}`;
