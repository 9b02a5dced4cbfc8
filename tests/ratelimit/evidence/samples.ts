import { plainLists } from '../../../verifier/requests.ts';
import { problem, sampleExchange, type SampleResponse, type SampleScenario } from '../../../verifier/samples/sample.ts';
import { sampleContract } from '../../../verifier/samples/sample.ts';
import { STEP, type Step } from '../scenarios/names.ts';

const PAGE: SampleResponse = { body: { page: 1, pageSize: 100, totalCount: 0, items: [] } };
const REJECTION = problem(429, 'Too Many Requests');

/** A burst over all operations, with the responses of a server with a given limit: served, then rejected. */
export function sampleBurst(
  served: number,
  rejected: number,
  rejection: SampleResponse = REJECTION,
  step: Step = STEP.burst1,
  from = 0,
): SampleScenario {
  const lists = plainLists(sampleContract());
  return Array.from({ length: served + rejected }, (_, i) => {
    const exchange = sampleExchange(step, from + i * 20, i < served ? PAGE : rejection);
    const operation = lists[i % lists.length];
    return operation === undefined
      ? exchange
      : { ...exchange, request: { ...exchange.request, operation: operation.id } };
  });
}

/** A burst to one operation. */
export function sampleOneOperation(served: number, rejected: number): SampleScenario {
  return Array.from({ length: served + rejected }, (_, i) =>
    sampleExchange(STEP.oneOperation, 70_000 + i * 20, i < served ? PAGE : REJECTION),
  );
}

/** The other provider's key, served before the burst. */
export function sampleControl(): SampleScenario {
  return [sampleExchange(STEP.control, -70_000, PAGE, 'foreign')];
}

/** Responses to keys while the active one is rejected: statuses in order, by the name of the key. */
export function sampleMeanwhile(keys: Record<string, readonly number[]>, step: Step = STEP.rejected1): SampleScenario {
  const rest = Object.entries(keys).flatMap(([key, statuses]) =>
    statuses.flatMap((status) => [
      { key, status },
      { key: 'active', status: 429 },
    ]),
  );
  const all = [{ key: 'active', status: 429 }, ...rest];
  return all.map(({ key, status }, i) =>
    sampleExchange(step, 1_500 + i * 20, status === 200 ? PAGE : problem(status, 'rejected'), key),
  );
}

/** A kind of request that is served while plain ones are rejected. */
export function sampleKind(step: string): SampleScenario {
  return Array.from({ length: 11 }, (_, i) => sampleExchange(step, 1_500 + i * 20, i % 2 === 1 ? PAGE : REJECTION));
}

/** Requests without a key. */
export function sampleUnauthorised(count: number): SampleScenario {
  return Array.from({ length: count }, (_, i) =>
    sampleExchange(STEP.unauthorised, 120_000 + i, problem(401, 'Unauthorized'), 'unknown'),
  );
}

/**
 * A burst, a rejection each second, and service again after a minute.
 * @param retryAfter the header's value, given the seconds that are left
 * @param date the `Date` of the rejections; none unless given
 */
export function sampleRecovery(retryAfter?: (left: number) => string, date?: string): SampleScenario {
  const rejection = (at: number) => {
    const left = Math.ceil((60_000 - at) / 1000);
    const headers = { ...(retryAfter && { 'retry-after': retryAfter(left) }), ...(date && { date }) };
    return retryAfter ? problem(429, 'Too Many Requests', headers) : REJECTION;
  };
  const polls = Array.from({ length: 58 }, (_, i) => 2_000 + i * 1_000);
  return [
    ...sampleBurst(50, 5, rejection(1_000)),
    ...polls.map((at) => sampleExchange(STEP.poll1, at, rejection(at))),
    sampleExchange(STEP.poll1, 60_100, PAGE),
  ];
}

/** A burst, then only rejections. */
export function sampleNeverAgain(): SampleScenario {
  const polls = Array.from({ length: 74 }, (_, i) => 2_000 + i * 1_000);
  return [
    ...sampleBurst(50, 5),
    ...polls.map((at) => sampleExchange(STEP.poll1, at, REJECTION)),
    sampleExchange(STEP.silence, 137_000, PAGE),
  ];
}

/** A burst, and a spent quota that gives one request back each half second. */
export function sampleSoon(): SampleScenario {
  const soon = Array.from({ length: 12 }, (_, i) =>
    sampleExchange(STEP.soon, 2_000 + i * 250, i % 2 === 1 ? PAGE : REJECTION),
  );
  return [...sampleBurst(50, 5), ...soon];
}

/** A recovery, and a burst that is rejected and served by turns: two counters that do not agree. */
export function sampleTurns(): SampleScenario {
  const turns = Array.from({ length: 55 }, (_, i) =>
    sampleExchange(STEP.burst2, 62_000 + i * 20, i % 2 === 1 ? PAGE : REJECTION),
  );
  return [...sampleRecovery(), ...turns];
}
