import type { Check } from '../../../verifier/check.ts';
import type { CheckContext } from '../../../verifier/check-context.ts';
import type { Exchange } from '../../../verifier/exchange.ts';
import type { Samples } from '../../../verifier/samples/sample.ts';
import { ofTheirOwn, KIND_STEP, kindsTried } from '../evidence/kinds.ts';
import { notRun, verdictOf, type Finding } from '../../../verifier/verdict.ts';
import { allowance } from '../evidence/allowance.ts';
import { burstFacts, kindOf, receivedAt, rejectionKinds } from '../evidence/bursts.ts';
import { EVERYWHERE, measured, noProof, proofs } from '../evidence/measured.ts';
import { sampleBurst, sampleKind, sampleOneOperation } from '../evidence/samples.ts';
import { STEP } from '../scenarios/names.ts';

/**
 * LIM-08: the quota spans operations: a burst over several is rejected although each of them got fewer requests than the limit.
 */
export const lim08: Check = {
  clause: 'LIM-08',
  judge(context) {
    const { limit } = context.target;
    const kinds = kindsTried(context.recorder, KIND_STEP, measured(context));
    const free = ofTheirOwn(kinds).map((kind): Finding => ({
      operation: EVERYWHERE,
      want: 'one quota over all requests',
      got: `requests with ${kind.name} served ${kind.served.length} times, each between two that were rejected`,
      exchange: kind.served[0]!.n,
    }));
    if (free.length > 0) return verdictOf(kinds.length, free);
    const all = proofs(context);
    if (all.length === 0) return notRun(noProof(context));
    const spread = all.filter(({ operations }) => operations.size > 1 && Math.max(...operations.values()) < limit);
    if (spread.length === 0) return notRun('no burst went to several operations');
    const apart = BURSTS.flatMap((step) => servedApart(context, step));
    // The same operation each time: if different ones are served late, a moving window served them.
    const again = [...new Set(apart.filter((name, i) => apart.indexOf(name) !== i))];
    if (again.length > 0) {
      const got = `${again.join(', ')} served on while others were rejected, burst after burst`;
      return verdictOf(spread.length, [{ operation: EVERYWHERE, want: 'one quota over all operations', got }]);
    }
    if (spread.some(({ rejected }) => rejected > 0)) return verdictOf(spread.length, []);
    const one = burstFacts(context.recorder, STEP.oneOperation);
    if (!one?.rejected) return notRun('nothing was rejected (see LIM-02)');
    const [burst] = spread;
    return verdictOf(spread.length, [
      {
        operation: EVERYWHERE,
        want: `${limit} requests over all operations`,
        got: `${burst?.least} served over ${burst?.operations.size} operations; rejected only when all went to one`,
      },
    ]);
  },
};

const BURSTS = [STEP.burst1, STEP.again, STEP.burst2] as const;

/**
 * Operations that were only served after the burst's first rejection, while others were only rejected. Requests on their way at
 * that moment prove nothing, because they overtake each other. Within one millisecond the order of the responses decides.
 */
function servedApart(context: CheckContext, step: string): string[] {
  const { recorder } = context;
  const scenario = recorder.scenario(step);
  const kinds = rejectionKinds(recorder);
  // Rejected for the quota: a rejection for the content says nothing about the quota.
  const isRejected = (exchange: Exchange) => kinds.has(kindOf(exchange));
  const at = scenario.findIndex(isRejected);
  const first = scenario[at];
  const rest = first === undefined ? [] : scenario.slice(at).filter(({ sentAt }) => sentAt >= receivedAt(first));
  const rejected = new Set(rest.filter(isRejected).map(({ request }) => request.operation ?? ''));
  const served = rest.filter((one) => kindOf(one) === 'served').map(({ request }) => request.operation ?? '');
  const names = new Set(served);
  if ([...names].some((name) => rejected.has(name)) || rejected.size < 2) return [];
  // A bucket returns one request now and then, to whichever comes next.
  const burst = burstFacts(recorder, step);
  return served.length > allowance(measured(context), burst!.seconds * 1000) ? [...names] : [];
}

export const samples: Samples = {
  passes: sampleBurst(50, 5),
  rejects: [
    [...sampleBurst(70, 0), ...sampleOneOperation(45, 10)],
    // A kind of request that is free.
    [...sampleBurst(50, 5), ...sampleKind(KIND_STEP + 'HEAD')],
  ],
};
