import type { Check } from '../../harness/check.ts';
import type { Samples } from '../../harness/sample.ts';
import { notRun, verdictOf } from '../../harness/verdict.ts';
import { burstFacts } from '../evidence/bursts.ts';
import { EVERYWHERE, proofs, SLOW } from '../evidence/measured.ts';
import { sampleBurst, sampleOneOperation } from '../evidence/samples.ts';
import { STEP } from '../scenes/names.ts';

/** LIM-08: the budget spans operations: a burst over several is refused although each of them had less than the limit. */
export const lim08: Check = {
  clause: 'LIM-08',
  judge(seen) {
    const { limit } = seen.target;
    const all = proofs(seen);
    if (all.length === 0) return notRun(SLOW);
    const spread = all.filter(({ operations }) => operations.size > 1 && Math.max(...operations.values()) < limit);
    if (spread.length === 0) return notRun('no burst went to several operations');
    if (spread.some(({ refused }) => refused > 0)) return verdictOf(spread.length, []);
    const one = burstFacts(seen.ledger, STEP.oneOperation);
    if (one === undefined || one.refused === 0) return notRun('nothing was refused (see LIM-02)');
    const [burst] = spread;
    return verdictOf(spread.length, [
      {
        operation: EVERYWHERE,
        want: `${limit} requests over all operations`,
        got: `${burst?.least} served over ${burst?.operations.size} operations; refused only when all went to one`,
      },
    ]);
  },
};

export const samples: Samples = {
  passes: sampleBurst(50, 5),
  rejects: [...sampleBurst(70, 0), ...sampleOneOperation(45, 10)],
};
