import type { Check } from '../../../verifier/check.ts';
import type { Samples } from '../../../verifier/samples/sample.ts';
import { lost } from '../../../verifier/reason.ts';
import { notRun, verdictOf } from '../../../verifier/verdict.ts';
import { burstFacts } from '../evidence/bursts.ts';
import { whyLeftOut } from '../evidence/left-out.ts';
import { burstAgain, EVERYWHERE, proofs, say } from '../evidence/measured.ts';
import { STEP_SHARE } from '../evidence/refill.ts';
import { sampleBurst } from '../evidence/samples.ts';
import { STEP } from '../scenarios/names.ts';

/** On a live target so many over the limit only warn: gateways that share a counter lag a little. */
const LAG = 5;
/** Share of a window in which hardly a timer gives some of a quota back. */
const BRIEF = 0.03;

/** LIM-11: sixty requests in flight at once are served no more than 50 times. */
export const lim11: Check = {
  clause: 'LIM-11',
  judge(context) {
    if (burstFacts(context.recorder, STEP.race) === undefined)
      return notRun(whyLeftOut(context, 'race', 'no requests were sent at once'));
    const race = proofs(context).find(({ atOnce }) => atOnce);
    if (race === undefined) return notRun('the requests in flight took longer than a window');
    if (race.most <= race.allowed) return verdictOf(1, []);
    if (race.least <= race.allowed) return notRun(lost('responses of the burst were lost on the way'));
    const { limit, windowSeconds } = context.target;
    const timed = !race.windowed && race.seconds > windowSeconds * BRIEF && race.least < limit * (1 + STEP_SHARE.bits);
    if (timed)
      return notRun(lost('the requests in flight took so long that a timer may have given some of the quota back'));
    const mild = !context.target.embedded && race.least <= race.allowed + LAG;
    return verdictOf(1, [
      {
        operation: EVERYWHERE,
        want: `no more than ${race.allowed} of ${race.least + race.rejected} in flight served`,
        got: say(race),
        reproduce: burstAgain(context, race.least + race.rejected, true),
        ...(mild ? { tolerated: true as const } : {}),
      },
    ]);
  },
};

export const samples: Samples = {
  passes: sampleBurst(50, 10, undefined, STEP.race),
  rejects: [sampleBurst(60, 0, undefined, STEP.race)],
};
