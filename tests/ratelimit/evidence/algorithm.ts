import type { Recorder } from '../../../verifier/recorder.ts';
import { STEP } from '../scenarios/names.ts';
import { pollMs, roundTripMs } from '../scenarios/pace.ts';
import { burstFacts, receivedAt, rejectedAsBefore, type BurstFacts } from './bursts.ts';
import { recoveryOf } from './recovery.ts';
import { inSteps, refills } from './refill.ts';
import { ofProvider } from './while-rejected.ts';

export type Algorithm =
  'none' | 'fixed-window' | 'aligned-window' | 'sliding-window' | 'sliding-counter' | 'token-bucket' | 'unknown';

/** The algorithm that the target seems to use, and how certain that is. */
export interface Inference {
  algorithm: Algorithm;
  confidence: 'high' | 'medium' | 'low';
  why: string;
}

interface Measured {
  recorder: Recorder;
  limit: number;
  windowMs: number;
}

/** Milliseconds by which clocks may differ. */
const EARLY_MS = 250;
/** Share of a window within which a bucket returns its next request, slow networks included. */
const SOON = 0.08;

/** The first burst that got a rejection. */
export function firstBurst(recorder: Recorder): BurstFacts | undefined {
  const first = burstFacts(recorder, STEP.burst1);
  return first?.rejected === 0 ? (burstFacts(recorder, STEP.again) ?? first) : first;
}

/**
 * The burst after the first recovery, together with what the same quota had served before it: nothing where it was served for
 * a window or longer without a rejection.
 */
export function secondBurst({ recorder, windowMs }: Pick<Measured, 'recorder' | 'windowMs'>): BurstFacts | undefined {
  const burst = burstFacts(recorder, STEP.burst2);
  const recovery = recoveryOf(recorder, STEP.poll1);
  if (burst === undefined || recovery === undefined) return burst;
  const isOneQuota = burst.startedAt - recovery.until < windowMs && recovery.forMs < windowMs;
  return { ...burst, served: burst.served + (isOneQuota ? recovery.served : 0) };
}

/** Infers the algorithm from when it recovered, and how much was available then. */
export function inferAlgorithm(measured: Measured): Inference {
  const { recorder, limit, windowMs } = measured;
  const first = firstBurst(recorder);
  if (first === undefined) return { algorithm: 'unknown', confidence: 'low', why: 'no burst was sent' };
  if (first.rejected === 0) {
    return { algorithm: 'none', confidence: 'high', why: `${first.served} requests in a row were served` };
  }
  const recovery = recoveryOf(recorder, STEP.poll1);
  const second = secondBurst(measured);
  if (recovery === undefined || second === undefined) {
    return { algorithm: 'unknown', confidence: 'low', why: 'its recovery was not looked for, or not seen' };
  }
  if (second.served < limit * 0.8) {
    const soon = servedAfter(recorder, first) - first.lastServedAt;
    const why = `served again after ${text(soon)}, and then ${second.served} at once`;
    if (inSteps(recorder, measured)) return { algorithm: 'unknown', confidence: 'low', why: `${why}: in steps` };
    const [refill] = refills(recorder, measured).filter(({ step }) => step !== STEP.burst2);
    if (soon < windowMs * SOON && refill?.pace !== 'slow')
      return { algorithm: 'token-bucket', confidence: 'high', why };
    return { algorithm: 'sliding-counter', confidence: 'low', why };
  }
  const away = recovery.until - first.startedAt - windowMs;
  const slack = 2 * pollMs(measured) + 2 * roundTripMs(measured);
  // A window that begins with the first request cannot end early, nor serve more than the limit.
  const crossed = first.served > limit && second.served <= limit;
  const onTime = !crossed && away > -EARLY_MS && away < slack + (first.served > limit ? first.seconds * 1000 : 0);
  const [after] = recorder.scenario(STEP.second);
  const when = `served again ${text(recovery.until - first.startedAt)} after the first request, ${second.served} at once`;
  if (after !== undefined && rejectedAsBefore(recorder, after)) {
    return { algorithm: 'sliding-window', confidence: onTime ? 'high' : 'medium', why: `${when}; later one by one` };
  }
  if (onTime) return { algorithm: 'fixed-window', confidence: after ? 'high' : 'medium', why: when };
  return { algorithm: 'aligned-window', confidence: after ? 'high' : 'medium', why: when };
}

/** When the first request after a burst was served. */
function servedAfter(recorder: Recorder, { startedAt, seconds }: BurstFacts): number {
  const end = startedAt + seconds * 1000;
  const served = recorder
    .completed()
    .find((one) => one.sentAt >= end && ofProvider(one) && !rejectedAsBefore(recorder, one));
  return served === undefined ? Infinity : receivedAt(served);
}

function text(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`;
}
