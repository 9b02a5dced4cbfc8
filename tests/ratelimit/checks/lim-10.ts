import type { Check } from '../../harness/check.ts';
import { answered } from '../../harness/exchange.ts';
import type { Samples } from '../../harness/sample.ts';
import { notRun, verdictOf } from '../../harness/verdict.ts';
import { burstFacts } from '../evidence/bursts.ts';
import { EVERYWHERE, proofs } from '../evidence/measured.ts';
import { SHORT } from '../evidence/others.ts';
import { sampleBurst, sampleUnauthorised } from '../evidence/samples.ts';
import { STEP } from '../scenes/names.ts';

/** LIM-10: requests refused with 401 spend no provider's budget: right after them a full budget is still there. */
export const lim10: Check = {
  clause: 'LIM-10',
  judge({ ledger, target, ...seen }) {
    const refused = ledger.scene(STEP.unauthorised).filter(answered);
    const after = burstFacts(ledger, STEP.race);
    if (refused.length === 0 || after === undefined) return notRun('tried from depth standard on');
    if (after.refused === 0) return notRun('nothing was refused for the budget (see LIM-02)');
    const limited = refused.filter(({ answer }) => answer.status === 429).length;
    const before = proofs({ ledger, target, ...seen }).filter(({ what }) => !what.includes('flight'));
    const full = Math.min(target.limit, ...before.map(({ least }) => least));
    const short = full - after.served - after.lost;
    if (short <= SHORT && limited === 0) return verdictOf(refused.length, []);
    if (!target.embedded && limited === 0 && short > refused.length + SHORT) {
      return notRun(`${short} fewer than ${full} served, more than the refused ones could spend: somebody else did`);
    }
    const got =
      limited > 0
        ? `${limited} requests without a valid key answered 429: they have a budget of their own, or share one`
        : `${short} fewer than ${full} served, right after ${refused.length} requests refused for their key`;
    return verdictOf(refused.length, [{ operation: EVERYWHERE, want: 'requests refused with 401 spend nothing', got }]);
  },
};

export const samples: Samples = {
  passes: [...sampleBurst(50, 5), ...sampleUnauthorised(8), ...sampleBurst(50, 10, undefined, STEP.race)],
  rejects: [...sampleBurst(50, 5), ...sampleUnauthorised(8), ...sampleBurst(42, 18, undefined, STEP.race)],
};
