import type { Check, CheckContext } from '../../../verifier/check.ts';
import { completed } from '../../../verifier/exchange.ts';
import type { Samples } from '../../../verifier/samples/sample.ts';
import { notRun, verdictOf } from '../../../verifier/verdict.ts';
import { firstBurst, inferAlgorithm, secondBurst } from '../evidence/algorithm.ts';
import { rejectedAsBefore } from '../evidence/bursts.ts';
import { EVERYWHERE, measured } from '../evidence/measured.ts';
import { between, recoveryOf } from '../evidence/recovery.ts';
import { refillFacts } from '../evidence/refill.ts';
import { sampleRecovery, sampleNeverAgain } from '../evidence/samples.ts';
import { STEP } from '../scenarios/names.ts';

/** Later than promised by so much is tolerated (defects.md), earlier by so much is measuring. */
const LATE_MS = 2_000;
const EARLY_MS = 1_000;

/** LIM-06: after a minute requests are served again; rejections do not extend the wait. */
export const lim06: Check = {
  clause: 'LIM-06',
  judge(context) {
    const { recorder } = context;
    const first = firstBurst(recorder);
    if (first === undefined || first.rejected === 0) return notRun('nothing was refused (see LIM-02)');
    if (recorder.scenario(STEP.poll1).length === 0) return notRun('the recovery is looked for from depth standard on');
    const recovered = recoveryOf(recorder, STEP.poll1);
    const got = recovered === undefined ? neverAgain(context) : wrongTime(context);
    const findings = got === undefined ? [] : [{ operation: EVERYWHERE, want: want(context), got }];
    return verdictOf(1, findings, [inferAlgorithm(measured(context)).why]);
  },
};

function want({ target }: CheckContext): string {
  return `requests served again after ${target.windowSeconds} s, refused ones or not`;
}

function neverAgain({ recorder, target }: CheckContext): string {
  const [silence] = recorder.scenario(STEP.silence);
  const requested = `refused for ${target.windowSeconds * 1.25} s of asking on`;
  if (!silence || !completed(silence)) return requested;
  return rejectedAsBefore(recorder, silence)
    ? `${requested}, and after a silent window too`
    : `${requested}, served after a silent window: refusals extend the wait`;
}

function wrongTime(context: CheckContext): string | undefined {
  const { recorder } = context;
  const facts = measured(context);
  const { limit, windowMs } = facts;
  const first = firstBurst(recorder);
  const recovery = recoveryOf(recorder, STEP.poll1);
  if (!first || !recovery) return undefined;
  const late = recovery.from - first.lastServedAt;
  if (late > windowMs + LATE_MS) return `still refused ${seconds(late)} after the last request that was served`;
  if (inferAlgorithm(facts).algorithm === 'token-bucket') return wrongRate(context);
  if ((secondBurst(recorder)?.served ?? 0) < limit * 0.8 || recorder.scenario(STEP.poll2).length === 0)
    return undefined;
  const again = recoveryOf(recorder, STEP.poll2);
  if (again === undefined) return 'served again once, then refused for more than a window';
  const { least, most } = between(recovery, again);
  if (least > windowMs + LATE_MS) return `windows of at least ${seconds(least)}`;
  if (most < windowMs - EARLY_MS) return `windows of at most ${seconds(most)}`;
  return undefined;
}

/** A rate that is off each time, by as much; less may be a counter that slides, whose budget depends on the past. */
function wrongRate({ recorder, target }: CheckContext): string | undefined {
  const rate = { limit: target.limit, windowMs: target.windowSeconds * 1000 };
  const steps = [STEP.refill1, STEP.refill2, STEP.refill3] as const;
  const refills = steps.map((step) => refillFacts(recorder, step, rate)).filter((one) => one !== undefined);
  const odd = refills.filter(({ asPromised }) => !asPromised);
  const [first] = odd;
  if (first === undefined || odd.length < steps.length) return undefined;
  const start = refillFacts(recorder, STEP.burst2, rate);
  if (start !== undefined) odd.push(start);
  if (Math.max(...odd.map(({ least }) => least)) > Math.min(...odd.map(({ most }) => most))) return undefined;
  return `a budget that refills with ${first.served} requests in ${first.seconds.toFixed(1)} s, time and again`;
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`;
}

export const samples: Samples = { passes: sampleRecovery(), rejects: sampleNeverAgain() };
