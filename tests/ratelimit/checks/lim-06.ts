import type { Check } from '../../../verifier/check.ts';
import type { CheckContext } from '../../../verifier/check-context.ts';
import type { Recorder } from '../../../verifier/recorder.ts';
import { completed } from '../../../verifier/exchange.ts';
import type { Samples } from '../../../verifier/samples/sample.ts';
import { notRun, verdictOf, type Finding } from '../../../verifier/verdict.ts';
import { firstBurst, inferAlgorithm, secondBurst } from '../evidence/algorithm.ts';
import { burstFacts, rejectedAsBefore } from '../evidence/bursts.ts';
import { whyLeftOut } from '../evidence/left-out.ts';
import { EVERYWHERE, measured, WHOLE } from '../evidence/measured.ts';
import { between, lastServedAt, recoveryOf, type Recovery } from '../evidence/recovery.ts';
import { wrongPace, type Deviation } from '../evidence/refill.ts';
import { sampleRecovery, sampleNeverAgain, sampleSoon, sampleTurns } from '../evidence/samples.ts';
import { tooSoon } from '../evidence/soon.ts';
import { sayStretch, tooMuchServed } from '../evidence/stretches.ts';
import { servedByTurns } from '../evidence/turns.ts';
import { STEP, type Step } from '../scenarios/names.ts';

/** By how much later than promised is tolerated. */
const LATE_MS = 2_000;
/** By how much a server's timer may be late. */
const CLOCK_MS = 250;

/**
 * LIM-06: after a minute requests are served again, not earlier and not later; rejections do not extend the wait. The pace of the
 * refill is judged for every limiter whose recovery was measured, whatever its kind.
 */
export const lim06: Check = {
  clause: 'LIM-06',
  judge(context) {
    const { recorder } = context;
    const stretch = tooMuchServed(measured(context));
    const soon = tooSoon(recorder, measured(context));
    const early = stretch?.afterRejection === undefined ? soon : sayStretch(stretch);
    const first = firstBurst(recorder);
    if (early === undefined && (first === undefined || first.rejected === 0))
      return notRun(whyLeftOut(context, 'rejected', 'nothing was rejected (see LIM-02)'));
    if (early === undefined && recorder.scenario(STEP.poll1).length === 0)
      return notRun(whyLeftOut(context, 'recovery', 'the recovery was not looked for'));
    const recovered = recoveryOf(recorder, STEP.poll1);
    const polled = recorder.scenario(STEP.poll1).length > 0;
    const late = recovered === undefined && polled ? { got: neverAgain(context) } : wrongTime(context);
    const deviation: Deviation | undefined = early === undefined ? late : { got: early, isTooMuch: true };
    const findings = deviation === undefined ? [] : [found(context, deviation)];
    return verdictOf(1, findings, [inferAlgorithm(measured(context)).why]);
  },
};

function found({ target }: CheckContext, { got, isTooMuch }: Deviation): Finding {
  const want = `${target.limit} requests served again after ${target.windowSeconds} s, rejected ones or not`;
  return { operation: EVERYWHERE, want, got, ...(isTooMuch === undefined ? {} : { others: 'seen' }) };
}

function neverAgain({ recorder, target }: CheckContext): string {
  const [silence] = recorder.scenario(STEP.silence);
  const requested = `rejected for ${target.windowSeconds * 1.25} s of polling`;
  if (!silence || !completed(silence)) return requested;
  return rejectedAsBefore(recorder, silence)
    ? `${requested}, and after a silent window too`
    : `${requested}, served after a silent window: rejections extend the wait`;
}

function wrongTime(context: CheckContext): Deviation | undefined {
  const { recorder } = context;
  const facts = measured(context);
  const { limit, windowMs } = facts;
  const first = firstBurst(recorder);
  const recovery = recoveryOf(recorder, STEP.poll1);
  if (!first || !recovery) return undefined;
  const late = recovery.from - lastServedAt(recorder, recovery.from);
  if (late > windowMs + LATE_MS)
    return { got: `still rejected ${seconds(late)} after the last request that was served` };
  const turns = servedByTurns(facts);
  if (turns !== undefined) return { got: turns };
  if ((secondBurst(facts)?.served ?? 0) < limit * WHOLE) return wrongPace(recorder, facts);
  if (recorder.scenario(STEP.poll2).length === 0) return undefined;
  const again = recoveryOf(recorder, STEP.poll2);
  if (again === undefined) return { got: 'served again once, then rejected for more than a window' };
  const { most } = between(recovery, again);
  const least = again.from - spentFrom(recorder, recovery, again, windowMs);
  const counted =
    countsFromLast(recorder, recovery, STEP.burst1, windowMs) && countsFromLast(recorder, again, STEP.burst2, windowMs);
  if (least > windowMs + LATE_MS && !counted) return { got: `windows of at least ${seconds(least)}` };
  const third = burstFacts(recorder, STEP.burst3);
  if (third === undefined || third.served < limit * WHOLE) return undefined;
  return { got: `windows of at most ${seconds(most)}: ${third.served} requests served again by then`, isTooMuch: true };
}

/**
 * Whether a recovery came a window after the last request that was served, or after the first one of the burst that was rejected: a window
 * may count from there.
 */
function countsFromLast(recorder: Recorder, { from, until }: Recovery, step: Step, windowMs: number): boolean {
  const spent = Math.max(lastServedAt(recorder, from), burstFacts(recorder, step)?.firstRejectedAt ?? -Infinity);
  return from - spent <= windowMs + CLOCK_MS && until - spent >= windowMs - CLOCK_MS;
}

/**
 * When the quota began that was spent before the second recovery, at the latest: with the first one. On a slow connection what
 * was served a window later may have been another one.
 */
function spentFrom(recorder: Recorder, first: Recovery, second: Recovery, windowMs: number): number {
  const last = lastServedAt(recorder, second.from);
  return last - first.from < windowMs ? first.until : last;
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`;
}

export const samples: Samples = {
  passes: sampleRecovery(),
  rejects: [sampleNeverAgain(), sampleSoon(), sampleTurns()],
};
