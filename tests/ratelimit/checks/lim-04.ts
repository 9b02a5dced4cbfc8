import type { Check } from '../../../verifier/check.ts';
import type { Samples } from '../../../verifier/samples/sample.ts';
import { notRun, verdictOf } from '../../../verifier/verdict.ts';
import { EVERYWHERE, measured } from '../evidence/measured.ts';
import { sampleBurst, sampleMeanwhile } from '../evidence/samples.ts';
import { meanwhile } from '../evidence/while-rejected.ts';
import { STEP } from '../scenarios/names.ts';

/** LIM-04: two keys of one provider share its budget: while one is rejected, so is the other. */
export const lim04: Check = {
  clause: 'LIM-04',
  judge(context) {
    if (!context.target.keys.has('sibling')) return notRun('no second key of the provider: set MITP_SIBLING_API_KEY');
    const tries = [STEP.rejected1, STEP.rejected2]
      .map((step) => meanwhile(context.recorder, step, 'sibling', measured(context)))
      .filter((one) => one !== undefined);
    if (tries.length === 0) return notRun('the second key was not tried while the first was refused');
    if (tries.some(({ served, rejected, allowed }) => rejected > 0 && served <= allowed))
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
