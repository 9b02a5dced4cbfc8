import type { Check } from '../../../verifier/check.ts';
import type { Samples } from '../../../verifier/samples/sample.ts';
import { notRun, verdictOf } from '../../../verifier/verdict.ts';
import { burstAgain, EVERYWHERE, proofs, say, SLOW } from '../evidence/measured.ts';
import { sampleBurst } from '../evidence/samples.ts';

/**
 * LIM-02: the 51st within the same minute is rejected. One burst may cross the border of two windows and be served more;
 * not all of them can. Whether requests in flight at once are counted right is LIM-11's question.
 */
export const lim02: Check = {
  clause: 'LIM-02',
  judge(context) {
    const { limit } = context.target;
    const all = proofs(context);
    const [first] = all;
    if (first === undefined) return notRun(SLOW);
    const kept = all.filter(({ most, allowed }) => most <= allowed);
    const broken = all.filter(({ least, allowed }) => least > allowed);
    const notes = first.most === limit ? [] : all.map(say);
    if (kept.length > 0) return verdictOf(kept.length, [], notes);
    if (broken.length < all.length) return notRun('answers of the bursts were lost on the way', notes);
    const got = broken.map(say).join('; ');
    return verdictOf(broken.length, [
      { operation: EVERYWHERE, want: `request ${limit + 1} refused`, got, reproduce: burstAgain(context) },
    ]);
  },
};

export const samples: Samples = { passes: sampleBurst(50, 5), rejects: sampleBurst(51, 4) };
