import { problem, sampleExchange, type SampleAnswer, type SampleScene } from '../../harness/sample.ts';
import { plainLists } from '../asks.ts';
import { sampleContract } from '../../harness/sample.ts';
import { STEP, type Step } from '../scenes/names.ts';

const PAGE: SampleAnswer = { body: { page: 1, pageSize: 100, totalCount: 0, items: [] } };
const REFUSAL = problem(429, 'Too Many Requests');

/** A burst over all operations, as a server with a given limit answers it: served, then refused. */
export function sampleBurst(
  served: number,
  refused: number,
  refusal: SampleAnswer = REFUSAL,
  step: Step = STEP.burst1,
  from = 0,
): SampleScene {
  const lists = plainLists(sampleContract());
  return Array.from({ length: served + refused }, (_, i) => {
    const exchange = sampleExchange(step, from + i * 20, i < served ? PAGE : refusal);
    const operation = lists[i % lists.length];
    return operation === undefined ? exchange : { ...exchange, ask: { ...exchange.ask, operation: operation.id } };
  });
}

/** A burst to one operation. */
export function sampleOneOperation(served: number, refused: number): SampleScene {
  return Array.from({ length: served + refused }, (_, i) =>
    sampleExchange(STEP.oneOperation, 70_000 + i * 20, i < served ? PAGE : REFUSAL),
  );
}

/** The other provider's key at work before the burst. */
export function sampleControl(): SampleScene {
  return [sampleExchange(STEP.control, -70_000, PAGE, 'foreign')];
}

/** What keys get while the active one is refused: statuses in order, by the name of the key. */
export function sampleMeanwhile(keys: Record<string, readonly number[]>, step: Step = STEP.refused1): SampleScene {
  const rest = Object.entries(keys).flatMap(([key, statuses]) => statuses.map((status) => ({ key, status })));
  const all = [{ key: 'active', status: 429 }, ...rest, { key: 'active', status: 429 }];
  return all.map(({ key, status }, i) =>
    sampleExchange(step, 1_500 + i * 20, status === 200 ? PAGE : problem(status, 'refused'), key),
  );
}

/** Requests without a key. */
export function sampleUnauthorised(count: number): SampleScene {
  return Array.from({ length: count }, (_, i) =>
    sampleExchange(STEP.unauthorised, 120_000 + i, problem(401, 'Unauthorized'), 'unknown'),
  );
}

/**
 * A burst, refusals each second, and service again after a minute.
 * @param retryAfter the header's value, given the seconds that are left
 */
export function sampleRecovery(retryAfter?: (left: number) => string): SampleScene {
  const refusal = (at: number) => {
    const left = Math.ceil((60_000 - at) / 1000);
    return retryAfter ? problem(429, 'Too Many Requests', { 'retry-after': retryAfter(left) }) : REFUSAL;
  };
  const polls = Array.from({ length: 58 }, (_, i) => 2_000 + i * 1_000);
  return [
    ...sampleBurst(50, 5, refusal(1_000)),
    ...polls.map((at) => sampleExchange(STEP.poll1, at, refusal(at))),
    sampleExchange(STEP.poll1, 60_100, PAGE),
  ];
}

/** A burst, and refusals for as long as somebody asks. */
export function sampleNeverAgain(): SampleScene {
  const polls = Array.from({ length: 74 }, (_, i) => 2_000 + i * 1_000);
  return [
    ...sampleBurst(50, 5),
    ...polls.map((at) => sampleExchange(STEP.poll1, at, REFUSAL)),
    sampleExchange(STEP.silence, 137_000, PAGE),
  ];
}
