import type { Check } from '../../../verifier/check.ts';
import type { Samples } from '../../../verifier/samples/sample.ts';
import { notRun, verdictOf } from '../../../verifier/verdict.ts';
import { burstAgain, EVERYWHERE, noProof, proofs, say } from '../evidence/measured.ts';
import { sampleBurst } from '../evidence/samples.ts';

/**
 * LIM-01: 50 requests within a minute are all served. The first burst decides, unless it served less (somebody else may
 * have spent some) or more (it crossed the border of two windows); then the later ones do.
 */
export const lim01: Check = {
  clause: 'LIM-01',
  judge(context) {
    const { limit } = context.target;
    const [first, ...others] = proofs(context);
    if (first === undefined) return notRun(noProof(context));
    // What a bucket gave back while the burst lasted says nothing of what it held.
    const refilled = !first.windowed && first.allowed > limit + 1;
    const deciding = (first.most > limit || refilled) && others.length > 0 ? others : [first, ...others];
    const notes = first.least === limit ? [] : [first, ...others].map(say);
    if (deciding.some(({ least }) => least >= limit)) return verdictOf(deciding.length, [], notes);
    if (deciding.some(({ most }) => most >= limit))
      return notRun('responses of the bursts were lost, or no lists', notes);
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

export const samples: Samples = { passes: sampleBurst(50, 5), rejects: sampleBurst(49, 6) };
