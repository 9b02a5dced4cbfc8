import { completed, type CompletedExchange } from '../../../verifier/exchange.ts';
import type { Recorder } from '../../../verifier/recorder.ts';
import { STEP } from '../scenarios/names.ts';
import { kindOf, rejectionKinds } from './bursts.ts';

const BURSTS: readonly string[] = [STEP.burst1, STEP.again, STEP.burst2, STEP.refill1, STEP.race];

/** The responses in bursts that rejected for the quota. */
export function rejections(recorder: Recorder): CompletedExchange[] {
  const kinds = rejectionKinds(recorder);
  return recorder.completed().filter((exchange) => BURSTS.includes(exchange.scenario) && kinds.has(kindOf(exchange)));
}

/** Every 429 of the run, whichever suite sent the request. */
export function every429(recorder: Recorder): CompletedExchange[] {
  return recorder
    .all()
    .filter(completed)
    .filter(({ response }) => response.status === 429);
}
