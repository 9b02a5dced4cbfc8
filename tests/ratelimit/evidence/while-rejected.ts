import { completed, keyOf, type Exchange } from '../../../verifier/exchange.ts';
import type { Recorder } from '../../../verifier/recorder.ts';
import { allowance } from './allowance.ts';
import { networkErrors, receivedAt, rejectedAsBefore } from './bursts.ts';

/** What one key got while the provider's active key was rejected. */
export interface Meanwhile {
  /** Requests with that key that were served, and that were rejected for the budget. */
  served: number;
  rejected: number;
  /** Served at most by a budget that refills bit by bit. */
  allowed: number;
  exchanges: readonly Exchange[];
}

/**
 * What this key got in a step during which the active key was rejected before and after; undefined where the key was not
 * tried, was rejected as a key, or where the active key was served again meanwhile: that shows nothing.
 */
export function meanwhile(
  recorder: Recorder,
  step: string,
  key: string,
  rate: { limit: number; windowMs: number },
): Meanwhile | undefined {
  const scenario = recorder.scenario(step);
  const own = scenario.filter(({ request }) => keyOf(request) === 'active');
  const [before] = own;
  const after = own.at(-1);
  if (own.length < 2 || !before || !after) return undefined;
  if (!completed(after) || !rejectedAsBefore(recorder, after)) return undefined;
  const exchanges = scenario.filter(({ request }) => keyOf(request) === key).filter(completed);
  const told = exchanges.filter(
    (exchange) => ![401, 403].includes(exchange.response.status) && !networkErrors(recorder, exchange),
  );
  const last = told.at(-1);
  if (last === undefined) return undefined;
  const rejected = told.filter((exchange) => rejectedAsBefore(recorder, exchange)).length;
  const since = lastRejection(recorder, before)?.sentAt ?? before.sentAt;
  return {
    served: told.length - rejected,
    rejected,
    allowed: allowance(rate, receivedAt(last) - since) + 1,
    exchanges,
  };
}

/** The last request with a key of the provider that was rejected (before this exchange): from then on a bucket refills. */
export function lastRejection(recorder: Recorder, before?: Exchange): Exchange | undefined {
  const most = before?.n ?? Infinity;
  return recorder
    .all()
    .findLast((exchange) => exchange.n < most && ofProvider(exchange) && rejectedAsBefore(recorder, exchange));
}

/** Whether a request carried a key of the provider under test. */
export function ofProvider({ request }: Exchange): boolean {
  const key = keyOf(request);
  return key !== null && !['foreign', 'unknown', 'revoked', 'deleted'].includes(key);
}
