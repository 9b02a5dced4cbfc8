import type { Check } from '../../../verifier/check.ts';
import { completed } from '../../../verifier/exchange.ts';
import type { Samples } from '../../../verifier/samples/sample.ts';
import { notRun, verdictOf, type Finding } from '../../../verifier/verdict.ts';
import { burstFacts } from '../evidence/bursts.ts';
import { whyLeftOut } from '../evidence/left-out.ts';
import { EVERYWHERE, proofs } from '../evidence/measured.ts';
import { SHORT } from '../evidence/others.ts';
import { sampleBurst, sampleUnauthorised } from '../evidence/samples.ts';
import { STEP } from '../scenarios/names.ts';

/** LIM-10: requests rejected with 401 use no provider's quota: right after them it is still full. */
export const lim10: Check = {
  clause: 'LIM-10',
  judge({ recorder, target, ...context }) {
    const rejected = recorder.scenario(STEP.unauthorised).filter(completed);
    const after = burstFacts(recorder, STEP.race);
    if (rejected.length === 0 || after === undefined)
      return notRun(whyLeftOut({ recorder }, 'race', 'no request was sent without a valid key'));
    if (after.rejected === 0) return notRun('nothing was rejected for the quota (see LIM-02)');
    const limited = rejected.filter(({ response }) => response.status === 429).length;
    const before = proofs({ recorder, target, ...context }).filter(({ atOnce }) => !atOnce);
    const full = Math.min(target.limit, ...before.map(({ least }) => least));
    const short = full - after.served - after.lost;
    if (short <= SHORT && limited === 0) return verdictOf(rejected.length, []);
    if (!target.embedded && limited === 0 && short > rejected.length + SHORT) {
      return notRun(`${short} fewer than ${full} served, more than the rejected ones could use: somebody else did`);
    }
    const got =
      limited > 0
        ? `${limited} requests without a valid key got 429: they have a quota of their own, or share one`
        : `${short} fewer than ${full} served, right after ${rejected.length} requests rejected for their key`;
    const finding: Finding = { operation: EVERYWHERE, want: 'requests rejected with 401 use no quota', got };
    return verdictOf(rejected.length, [limited > 0 ? { ...finding, others: 'never' } : finding]);
  },
};

export const samples: Samples = {
  passes: [...sampleBurst(50, 5), ...sampleUnauthorised(8), ...sampleBurst(50, 10, undefined, STEP.race)],
  rejects: [[...sampleBurst(50, 5), ...sampleUnauthorised(8), ...sampleBurst(42, 18, undefined, STEP.race)]],
};
