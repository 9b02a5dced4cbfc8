import type { Check } from '../../../verifier/check.ts';
import type { Samples } from '../../../verifier/samples/sample.ts';
import { notRun, verdictOf } from '../../../verifier/verdict.ts';
import { isServed } from '../evidence/bursts.ts';
import { whyLeftOut } from '../evidence/left-out.ts';
import { EVERYWHERE, measured } from '../evidence/measured.ts';
import { sampleBurst, sampleControl, sampleMeanwhile } from '../evidence/samples.ts';
import { meanwhile } from '../evidence/while-rejected.ts';
import { STEP } from '../scenarios/names.ts';

/** LIM-05: another provider's quota is untouched: its key, which worked before, works while this one is rejected. */
export const lim05: Check = {
  clause: 'LIM-05',
  judge(context) {
    const { recorder, target } = context;
    if (!target.keys.has('foreign')) return notRun('no key of another provider: set MITP_FOREIGN_API_KEY');
    const worked = recorder.scenario(STEP.control).some((one) => isServed(recorder, one));
    if (!worked) return notRun('the other provider’s key did not work before the burst either');
    const tries = [STEP.rejected1, STEP.rejected2]
      .map((step) => meanwhile(recorder, step, 'foreign', measured(context)))
      .filter((one) => one !== undefined);
    if (tries.length === 0)
      return notRun(
        whyLeftOut(context, 'rejected', 'the other provider’s key was not tried while this one’s was rejected'),
      );
    const [rejection] = tries.flatMap(({ rejected }) => rejected);
    if (rejection === undefined) return verdictOf(tries.length, []);
    return verdictOf(tries.length, [
      {
        operation: EVERYWHERE,
        want: 'the other provider’s key served while this provider’s quota is used up',
        got: `${rejection.response.status}; the same key was served before the burst`,
        exchange: rejection.n,
      },
    ]);
  },
};

export const samples: Samples = {
  passes: [...sampleControl(), ...sampleBurst(50, 5), ...sampleMeanwhile({ foreign: [200] })],
  rejects: [[...sampleControl(), ...sampleBurst(50, 5), ...sampleMeanwhile({ foreign: [429] })]],
};
