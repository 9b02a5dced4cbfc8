import type { Check } from '../../../verifier/check.ts';
import type { Samples } from '../../../verifier/samples/sample.ts';
import { notRun, verdictOf } from '../../../verifier/verdict.ts';
import { burstAgain, EVERYWHERE, proofs, say, SLOW } from '../evidence/measured.ts';
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
    if (first === undefined) return notRun(SLOW);
    const deciding = first.most > limit && others.length > 0 ? others : [first, ...others];
    const notes = first.least === limit ? [] : [first, ...others].map(say);
    if (deciding.some(({ least }) => least >= limit)) return verdictOf(deciding.length, [], notes);
    if (deciding.some(({ most }) => most >= limit)) return notRun('answers of the bursts were lost on the way', notes);
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
