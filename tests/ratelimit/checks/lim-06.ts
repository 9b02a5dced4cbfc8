import type { Check, Seen } from '../../harness/check.ts';
import { answered } from '../../harness/exchange.ts';
import type { Samples } from '../../harness/sample.ts';
import { notRun, verdictOf } from '../../harness/verdict.ts';
import { firstBurst, inferAlgorithm, secondBurst } from '../evidence/algorithm.ts';
import { refusedAsBefore } from '../evidence/bursts.ts';
import { EVERYWHERE, measured } from '../evidence/measured.ts';
import { between, recoveryOf } from '../evidence/recovery.ts';
import { refillFacts } from '../evidence/refill.ts';
import { sampleRecovery, sampleNeverAgain } from '../evidence/samples.ts';
import { STEP } from '../scenes/names.ts';

/** Later than promised by so much is tolerated (defects.md), earlier by so much is measuring. */
const LATE_MS = 2_000;
const EARLY_MS = 1_000;

/** LIM-06: after a minute requests are served again; refusals do not extend the wait. */
export const lim06: Check = {
  clause: 'LIM-06',
  judge(seen) {
    const { ledger } = seen;
    const first = firstBurst(ledger);
    if (first === undefined || first.refused === 0) return notRun('nothing was refused (see LIM-02)');
    if (ledger.scene(STEP.poll1).length === 0) return notRun('the recovery is looked for from depth standard on');
    const recovered = recoveryOf(ledger, STEP.poll1);
    const got = recovered === undefined ? neverAgain(seen) : wrongTime(seen);
    const findings = got === undefined ? [] : [{ operation: EVERYWHERE, want: want(seen), got }];
    return verdictOf(1, findings, [inferAlgorithm(measured(seen)).why]);
  },
};

function want({ target }: Seen): string {
  return `requests served again after ${target.windowSeconds} s, refused ones or not`;
}

function neverAgain({ ledger, target }: Seen): string {
  const [silence] = ledger.scene(STEP.silence);
  const asked = `refused for ${target.windowSeconds * 1.25} s of asking on`;
  if (!silence || !answered(silence)) return asked;
  return refusedAsBefore(ledger, silence)
    ? `${asked}, and after a silent window too`
    : `${asked}, served after a silent window: refusals extend the wait`;
}

function wrongTime(seen: Seen): string | undefined {
  const { ledger } = seen;
  const facts = measured(seen);
  const { limit, windowMs } = facts;
  const first = firstBurst(ledger);
  const recovery = recoveryOf(ledger, STEP.poll1);
  if (!first || !recovery) return undefined;
  const late = recovery.from - first.lastServedAt;
  if (late > windowMs + LATE_MS) return `still refused ${seconds(late)} after the last request that was served`;
  if (inferAlgorithm(facts).algorithm === 'token-bucket') return wrongRate(seen);
  if ((secondBurst(ledger)?.served ?? 0) < limit * 0.8 || ledger.scene(STEP.poll2).length === 0) return undefined;
  const again = recoveryOf(ledger, STEP.poll2);
  if (again === undefined) return 'served again once, then refused for more than a window';
  const { least, most } = between(recovery, again);
  if (least > windowMs + LATE_MS) return `windows of at least ${seconds(least)}`;
  if (most < windowMs - EARLY_MS) return `windows of at most ${seconds(most)}`;
  return undefined;
}

/** A rate that is off each time, by as much; less may be a counter that slides, whose budget depends on the past. */
function wrongRate({ ledger, target }: Seen): string | undefined {
  const rate = { limit: target.limit, windowMs: target.windowSeconds * 1000 };
  const steps = [STEP.refill1, STEP.refill2, STEP.refill3] as const;
  const refills = steps.map((step) => refillFacts(ledger, step, rate)).filter((one) => one !== undefined);
  const odd = refills.filter(({ asPromised }) => !asPromised);
  const [first] = odd;
  if (first === undefined || odd.length < steps.length) return undefined;
  const start = refillFacts(ledger, STEP.burst2, rate);
  if (start !== undefined) odd.push(start);
  if (Math.max(...odd.map(({ least }) => least)) > Math.min(...odd.map(({ most }) => most))) return undefined;
  return `a budget that refills with ${first.served} requests in ${first.seconds.toFixed(1)} s, time and again`;
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`;
}

export const samples: Samples = { passes: sampleRecovery(), rejects: sampleNeverAgain() };
