import { keyOf, type CompletedExchange, type Exchange } from '../../../verifier/exchange.ts';
import type { Recorder } from '../../../verifier/recorder.ts';
import { allowance } from './allowance.ts';
import { isServed, networkErrors, receivedAt, rejectedAsBefore, rejectedForQuota } from './bursts.ts';

/** A step of a quota that refills in steps shows twice: when it comes, and when it is used up. */
const STEP = 2;

/** The responses to one key while the provider's active key was rejected, right before or right after. */
export interface Meanwhile {
  /** Requests with that key that were served, and that were rejected for the quota. */
  served: readonly CompletedExchange[];
  rejected: readonly CompletedExchange[];
  /** The most that a gradually refilling quota serves. */
  allowed: number;
}

/**
 * The responses to this key in a step, each beside a request of the active key that was rejected. Undefined where there was no
 * such moment, or where the key itself was rejected, which proves nothing.
 */
export function meanwhile(
  recorder: Recorder,
  step: string,
  key: string,
  rate: { limit: number; windowMs: number },
): Meanwhile | undefined {
  const between = besideRejections(recorder, step, key).filter(
    (one) => !networkErrors(recorder, one) && !rejectedAsKey(one),
  );
  const [first] = between;
  const last = between.at(-1);
  if (first === undefined || last === undefined) return undefined;
  return {
    served: between.filter((one) => isServed(recorder, one)),
    rejected: between.filter((one) => rejectedAsBefore(recorder, one)),
    allowed: allowance(rate, receivedAt(last) - first.sentAt) + STEP,
  };
}

/** Requests with this key that were served beside one of the active key that was rejected. */
export function servedBesideRejections(recorder: Recorder, step: string, key: string): CompletedExchange[] {
  return besideRejections(recorder, step, key).filter((one) => isServed(recorder, one));
}

function besideRejections(recorder: Recorder, step: string, key: string): CompletedExchange[] {
  const scenario = recorder.scenario(step);
  const isRejected = (one: Exchange | undefined) =>
    one !== undefined && keyOf(one.request) === 'active' && rejectedAsBefore(recorder, one);
  return scenario.filter(
    (one, i): one is CompletedExchange =>
      one.response !== undefined &&
      keyOf(one.request) === key &&
      (isRejected(scenario[i - 1]) || isRejected(scenario[i + 1])),
  );
}

/** Whether a key other than the active one was rejected as a key: 401 or 403, where the target does not limit in this way. */
function rejectedAsKey(exchange: CompletedExchange): boolean {
  return [401, 403].includes(exchange.response.status) && keyOf(exchange.request) !== 'active';
}

/** The last request with a key of the provider that was rejected (before this exchange): from then on a bucket refills. */
export function lastRejection(recorder: Recorder, before?: Exchange): Exchange | undefined {
  const most = before?.n ?? Infinity;
  return recorder
    .all()
    .findLast((exchange) => exchange.n < most && ofProvider(exchange) && rejectedForQuota(recorder, exchange));
}

/** Whether a request carried a key of the provider under test. */
export function ofProvider({ request }: Exchange): boolean {
  const key = keyOf(request);
  return key !== null && !['foreign', 'unknown', 'revoked', 'deleted'].includes(key);
}
