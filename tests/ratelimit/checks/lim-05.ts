import type { Check } from '../../harness/check.ts';
import { answered } from '../../harness/exchange.ts';
import type { Samples } from '../../harness/sample.ts';
import { notRun, verdictOf } from '../../harness/verdict.ts';
import { refusedAsBefore } from '../evidence/bursts.ts';
import { EVERYWHERE, measured } from '../evidence/measured.ts';
import { sampleBurst, sampleControl, sampleMeanwhile } from '../evidence/samples.ts';
import { meanwhile } from '../evidence/while-refused.ts';
import { STEP } from '../scenes/names.ts';

/** LIM-05: another provider's budget is untouched: its key, which worked before, works while this one is refused. */
export const lim05: Check = {
  clause: 'LIM-05',
  judge(seen) {
    const { ledger, target } = seen;
    if (!target.keys.has('foreign')) return notRun('no key of another provider: set MITP_FOREIGN_API_KEY');
    const worked = ledger.scene(STEP.control).some((one) => answered(one) && !refusedAsBefore(ledger, one));
    if (!worked) return notRun('the other provider’s key did not work before the burst either');
    const tries = [STEP.refused1, STEP.refused2]
      .map((step) => meanwhile(ledger, step, 'foreign', measured(seen)))
      .filter((one) => one !== undefined);
    if (tries.length === 0) return notRun('the other provider’s key was not tried while this one’s was refused');
    const refused = tries.filter((one) => one.refused > 0);
    if (refused.length === 0) return verdictOf(tries.length, []);
    const { status } = refused[0]?.exchanges.find(answered)?.answer ?? {};
    return verdictOf(tries.length, [
      {
        operation: EVERYWHERE,
        want: 'the other provider’s key served while this provider’s budget is spent',
        got: `${status}; the same key was served before the burst`,
      },
    ]);
  },
};

export const samples: Samples = {
  passes: [...sampleControl(), ...sampleBurst(50, 5), ...sampleMeanwhile({ foreign: [200] })],
  rejects: [...sampleControl(), ...sampleBurst(50, 5), ...sampleMeanwhile({ foreign: [429] })],
};
