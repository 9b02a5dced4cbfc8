import type { Check } from '../../harness/check.ts';
import type { Samples } from '../../harness/sample.ts';
import { notRun, verdictOf } from '../../harness/verdict.ts';
import { EVERYWHERE, measured } from '../evidence/measured.ts';
import { sampleBurst, sampleMeanwhile } from '../evidence/samples.ts';
import { meanwhile } from '../evidence/while-refused.ts';
import { STEP } from '../scenes/names.ts';

/** LIM-04: two keys of one provider share its budget: while one is refused, so is the other. */
export const lim04: Check = {
  clause: 'LIM-04',
  judge(seen) {
    if (!seen.target.keys.has('sibling')) return notRun('no second key of the provider: set MITP_SIBLING_API_KEY');
    const tries = [STEP.refused1, STEP.refused2]
      .map((step) => meanwhile(seen.ledger, step, 'sibling', measured(seen)))
      .filter((one) => one !== undefined);
    if (tries.length === 0) return notRun('the second key was not tried while the first was refused');
    if (tries.some(({ served, refused, allowed }) => refused > 0 && served <= allowed))
      return verdictOf(tries.length, []);
    const served = Math.max(...tries.map((one) => one.served));
    if (tries.every((one) => one.served <= one.allowed)) return notRun('a window ended while the second key was tried');
    return verdictOf(tries.length, [
      {
        operation: EVERYWHERE,
        want: 'the second key refused while the first is, because the budget is the IT provider’s',
        got: `${served} requests served with the second key`,
      },
    ]);
  },
};

export const samples: Samples = {
  passes: [...sampleBurst(50, 5), ...sampleMeanwhile({ sibling: [429], foreign: [200] })],
  rejects: [...sampleBurst(50, 5), ...sampleMeanwhile({ sibling: [200, 200, 200], foreign: [200] })],
};
