import type { CheckContext } from '../../../verifier/check-context.ts';
import type { Check } from '../../../verifier/check.ts';
import { keyOf, type CompletedExchange } from '../../../verifier/exchange.ts';
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
    const [rejection] = tries.flatMap(({ rejected }) => rejected).filter((one) => !usedItsOwn(context, one));
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

/** Whether the other provider had used its own quota by then: where the limit is one or two, our requests do. */
function usedItsOwn(context: CheckContext, rejection: CompletedExchange): boolean {
  const { limit, windowMs } = measured(context);
  const since = rejection.sentAt - windowMs;
  const earlier = context.recorder
    .all()
    .filter((one) => one.n < rejection.n && one.sentAt > since && keyOf(one.request) === 'foreign');
  return earlier.filter((one) => isServed(context.recorder, one)).length >= limit;
}

export const samples: Samples = {
  // The other provider's own quota ends, too.
  passes: [
    ...sampleControl(),
    ...sampleBurst(50, 5),
    ...sampleMeanwhile({ foreign: [...Array<number>(50).fill(200), 429] }),
  ],
  rejects: [[...sampleControl(), ...sampleBurst(50, 5), ...sampleMeanwhile({ foreign: [429] })]],
};
