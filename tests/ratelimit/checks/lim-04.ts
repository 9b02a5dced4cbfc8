import type { Check } from '../../../verifier/check.ts';
import type { Samples } from '../../../verifier/samples/sample.ts';
import { notRun, verdictOf } from '../../../verifier/verdict.ts';
import { whyLeftOut } from '../evidence/left-out.ts';
import { ofTheirOwn, CLIENT_STEP, kindsTried } from '../evidence/kinds.ts';
import { EVERYWHERE, measured } from '../evidence/measured.ts';
import { sampleBurst, sampleKind, sampleMeanwhile } from '../evidence/samples.ts';
import { meanwhile } from '../evidence/while-rejected.ts';
import { STEP } from '../scenarios/names.ts';

/** LIM-04: two keys of one provider share its quota: while one is rejected, so is the other. */
export const lim04: Check = {
  clause: 'LIM-04',
  judge(context) {
    const clients = kindsTried(context.recorder, CLIENT_STEP, measured(context));
    const [other] = ofTheirOwn(clients);
    if (other !== undefined) {
      const got = `requests with ${other.name} served ${other.served.length} times, each between two that were rejected`;
      return verdictOf(clients.length, [
        {
          operation: EVERYWHERE,
          want: 'one quota for the IT provider, whichever key is used',
          got,
          exchange: other.served[0]!.n,
        },
      ]);
    }
    if (!context.target.keys.has('sibling')) return notRun('no second key of the provider: set MITP_SIBLING_API_KEY');
    const tries = [STEP.rejected1, STEP.rejected2]
      .map((step) => meanwhile(context.recorder, step, 'sibling', measured(context)))
      .filter((one) => one !== undefined);
    if (tries.length === 0)
      return notRun(whyLeftOut(context, 'rejected', 'the second key was not tried while the first was rejected'));
    const apart = tries.find(({ served, allowed }) => served.length > allowed);
    // Rejected once, right after the other was served: the quota is shared, even if it refilled meanwhile.
    if (tries.some(({ rejected, served }) => rejected.length > 0 && served.length <= rejected.length))
      return verdictOf(tries.length, []);
    if (apart === undefined) return notRun('the quota came back while the second key was tried');
    return verdictOf(tries.length, [
      {
        operation: EVERYWHERE,
        want: 'the second key rejected while the first is, because the quota is the IT provider’s',
        got: `${apart.served.length} requests served with the second key, each beside a rejection of the first`,
        exchange: apart.served[0]!.n,
      },
    ]);
  },
};

export const samples: Samples = {
  passes: [...sampleBurst(50, 5), ...sampleMeanwhile({ sibling: [429], foreign: [200] })],
  rejects: [
    [...sampleBurst(50, 5), ...sampleMeanwhile({ sibling: [200, 200, 200], foreign: [200] })],
    // A quota for each client.
    [...sampleBurst(50, 5), ...sampleKind(CLIENT_STEP + 'another Accept')],
  ],
};
