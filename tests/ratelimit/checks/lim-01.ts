import type { Check } from '../../../verifier/check.ts';
import { problem, type Samples } from '../../../verifier/samples/sample.ts';
import { lost } from '../../../verifier/reason.ts';
import { notRun, verdictOf } from '../../../verifier/verdict.ts';
import { burstAgain, EVERYWHERE, measured, noProof, proofs, say } from '../evidence/measured.ts';
import { brokenInBursts } from '../evidence/broken.ts';
import { earlyRejection } from '../evidence/early.ts';
import { sampleBurst } from '../evidence/samples.ts';
import { STEP } from '../scenarios/names.ts';

/**
 * LIM-01: 50 requests within a minute are all served. The first burst decides, unless it was served fewer (somebody else may have
 * used some) or more (it crossed the border of two windows); then the later ones decide. Nor may a burst be rejected before the limit
 * was served, and served again right after.
 */
export const lim01: Check = {
  clause: 'LIM-01',
  judge(context) {
    const { limit } = context.target;
    const broke = brokenInBursts(context.recorder);
    const [broken] = broke;
    if (broken !== undefined && broke.length >= LEAST_BROKEN) {
      const got = `status ${broken.response.status} for ${broke.length} requests of the bursts; the same requests were served before or after`;
      return verdictOf(broke.length, [
        {
          operation: EVERYWHERE,
          want: `${limit} requests served within the window`,
          got,
          exchange: broken.n,
          others: 'never',
        },
      ]);
    }
    const early = earlyRejection(measured(context));
    if (early !== undefined) {
      const got = `a request rejected after ${early.before} were served, and ${early.after} more served right after it`;
      const want = `${limit} requests served within the window`;
      return verdictOf(1, [{ operation: EVERYWHERE, want, got, exchange: early.exchange.n }]);
    }
    const [first, ...others] = proofs(context);
    if (first === undefined) return notRun(noProof(context));
    // Where a bucket refilled during the burst, the burst does not show what it held.
    const refilled = !first.windowed && first.allowed > limit + 1;
    const deciding = (first.most > limit || refilled) && others.length > 0 ? others : [first, ...others];
    const notes = first.least === limit ? [] : [first, ...others].map(say);
    if (deciding.some(({ least }) => least >= limit)) return verdictOf(deciding.length, [], notes);
    if (deciding.some(({ most }) => most >= limit))
      return notRun(lost('responses of the bursts were lost, or no lists'), notes);
    const earlier = deciding.every(({ least, before }) => least + before >= limit);
    if (earlier) {
      const [{ least, before } = first] = deciding;
      const why = `${least} served; ${before} were served in the two windows before, which a counter may still count`;
      return notRun(context.depth === 'quick' ? `${why}; more bursts follow from depth standard on` : why, notes);
    }
    const got = deciding.map(say).join('; ');
    return verdictOf(deciding.length, [
      {
        operation: EVERYWHERE,
        want: `${limit} requests served within the window`,
        got,
        reproduce: burstAgain(context),
      },
    ]);
  },
};

/** Server errors that are more than chance. */
const LEAST_BROKEN = 2;

export const samples: Samples = {
  passes: sampleBurst(50, 5),
  rejects: [
    sampleBurst(49, 6),
    // Errors under load.
    [...sampleBurst(40, 5), ...sampleBurst(40, 5, problem(500, 'Broken'))],
    // Rejected with quota left.
    [...sampleBurst(20, 1), ...sampleBurst(30, 5, undefined, STEP.burst1, 500)],
  ],
};
