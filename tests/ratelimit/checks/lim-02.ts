import type { Check } from '../../../verifier/check.ts';
import type { CheckContext } from '../../../verifier/check-context.ts';
import type { Samples } from '../../../verifier/samples/sample.ts';
import { lost } from '../../../verifier/reason.ts';
import { notRun, verdictOf, type Finding } from '../../../verifier/verdict.ts';
import { burstFacts, isServed } from '../evidence/bursts.ts';
import { delayOf, sayDelay } from '../evidence/delays.ts';
import { burstAgain, EVERYWHERE, measured, noProof, proofs, say } from '../evidence/measured.ts';
import { sampleBurst } from '../evidence/samples.ts';
import { sayStretch, tooMuchServed } from '../evidence/stretches.ts';
import { ofProvider } from '../evidence/while-rejected.ts';
import { STEP } from '../scenarios/names.ts';

/** Share of a window, or seconds, within which a single burst is assumed not to cross the border of two windows. */
const BRIEF = 0.015;
const BRIEF_SECONDS = 0.3;
/** Share of the limit by which a burst may exceed it where the quota refills in steps: once, hardly three times. */
const SLIGHT = 0.2;
/** Share of a window that is right after a burst. */
const RIGHT_AFTER = 0.05;

/**
 * LIM-02: the 51st within the same minute is rejected, and not served late. One burst may cross the border of two windows and be
 * served more; two of them cannot (three, where a refill in steps would explain it). Nor may any stretch of the run be served
 * more than a conforming limiter serves. LIM-11 judges requests in flight at once.
 */
export const lim02: Check = {
  clause: 'LIM-02',
  judge(context) {
    const { limit, windowSeconds } = context.target;
    const delay = delayOf(context.recorder, STEP.burst1, measured(context));
    if (delay !== undefined) return verdictOf(1, [over(context, sayDelay(delay))]);
    const all = proofs(context);
    const bursts = all.filter(({ atOnce }) => !atOnce);
    const stretch = tooMuchServed(measured(context));
    // A burst below the limit shows nothing where a counter may still have counted earlier requests.
    const kept = bursts.filter(
      ({ most, allowed, before }) => most <= allowed && (most >= limit - 1 || before === 0 || bursts.length === 1),
    );
    const broken = bursts.filter(({ least, allowed }) => least > allowed);
    const [first] = broken;
    const brief = first !== undefined && first.seconds <= Math.max(BRIEF_SECONDS, windowSeconds * BRIEF);
    const slight = broken.every(({ least, windowed }) => !windowed && least <= limit * (1 + SLIGHT));
    const one = burstFacts(context.recorder, STEP.oneOperation);
    const oneMore = one !== undefined && one.served > limit + 1 ? 1 : 0;
    const times = slight ? all.filter(({ least, allowed }) => least > allowed).length + oneMore : broken.length;
    const notes = [
      ...(bursts[0]?.most === limit ? [] : bursts.map(say)),
      ...(context.depth === 'quick' ? ['one burst: how long the window is shows from depth standard on'] : []),
    ];
    // What a timer gives back at a time explains one burst that was then rejected; not one that never was.
    const timed = first !== undefined && first.rejected > 0 && first.least <= limit * (1 + SLIGHT);
    const settled = times >= (slight ? 3 : 2) || (all.length === 1 && brief && !timed);
    if (first !== undefined && settled)
      return verdictOf(bursts.length, [over(context, broken.map(say).join('; '))], notes);
    if (stretch !== undefined && stretch.afterRejection === undefined)
      return verdictOf(bursts.length, [over(context, sayStretch(stretch))], notes);
    if (kept.length > 0) return verdictOf(kept.length, [], notes);
    if (first !== undefined) return notRun(isMuchMore(context) ? { because: 'doubt', text: ONE } : ONE, notes);
    return bursts.length > 0
      ? notRun(lost('responses of the bursts were lost, or no lists'), notes)
      : notRun(noProof(context));
  },
};

const ONE =
  'one burst alone was served more: it may have crossed the border of two windows, or met a timer that fills a quota';

/** Whether in the first burst and right after it more was served than a timer explains that fills a quota. */
function isMuchMore(context: CheckContext): boolean {
  const { recorder, target } = context;
  const burst = burstFacts(recorder, STEP.burst1);
  if (burst === undefined) return false;
  const until = burst.startedAt + burst.seconds * 1000 + RIGHT_AFTER * target.windowSeconds * 1000;
  const sent = recorder.all().filter((one) => one.sentAt >= burst.startedAt && one.sentAt <= until && ofProvider(one));
  return sent.filter((one) => isServed(recorder, one)).length > target.limit * (1 + SLIGHT);
}

function over(context: CheckContext, got: string): Finding {
  const { limit } = context.target;
  return { operation: EVERYWHERE, want: `request ${limit + 1} rejected`, got, reproduce: burstAgain(context) };
}

export const samples: Samples = {
  passes: sampleBurst(50, 5),
  rejects: [
    // Never rejected, in two windows.
    [...sampleBurst(62, 0), ...sampleBurst(62, 0, undefined, STEP.again, 70_000)],
    // One more than the limit, in each of three.
    [
      ...sampleBurst(51, 4),
      ...sampleBurst(51, 4, undefined, STEP.again, 140_000),
      ...sampleBurst(51, 4, undefined, STEP.repeated, 280_000),
    ],
  ],
};
