import type { Exchange } from '../../../verifier/exchange.ts';
import type { Recorder } from '../../../verifier/recorder.ts';
import { STEP } from '../scenarios/names.ts';
import { allowance } from './allowance.ts';
import { isServed, receivedAt, rejectedForQuota } from './bursts.ts';
import { ofProvider } from './while-rejected.ts';

/** A request that was rejected while quota was left: requests that were sent after it were served. */
export interface Early {
  readonly exchange: Exchange;
  /** Requests that may have been served before it, in the burst and the two windows before. */
  readonly before: number;
  /** Requests of the burst that were sent after the rejection had come, and served. */
  readonly after: number;
}

interface Measured {
  recorder: Recorder;
  limit: number;
  windowMs: number;
}

/** Bursts that begin with a full quota. */
const FULL = [STEP.burst1, STEP.again, STEP.repeated];
/** Requests that have to be served after the rejection, beyond what a quota gives back gradually. */
const MORE = 3;

/**
 * The first rejection of a burst that no used-up quota explains: with what was served in the two windows before, less than the
 * limit had been served, and more was served right after it than a quota gives back. A limiter that keeps the limit has served all
 * of it before it rejects, whatever its kind.
 */
export function earlyRejection({ recorder, limit, windowMs }: Measured): Early | undefined {
  for (const step of FULL) {
    const burst = recorder.scenario(step);
    const [first] = burst;
    const exchange = burst.find((one) => rejectedForQuota(recorder, one) && isServedElsewhere(recorder, one));
    if (first === undefined || exchange === undefined) continue;
    const heard = receivedAt(exchange);
    const since = Math.min(...burst.map(({ sentAt }) => sentAt)) - 2 * windowMs;
    const before = recorder
      .all()
      .filter((one) => one.sentAt < heard && receivedAt(one) > since && mayBeServed(recorder, one)).length;
    const later = burst.filter((one) => one.sentAt >= heard && isServed(recorder, one));
    const ms = Math.max(heard, ...later.map(receivedAt)) - exchange.sentAt;
    if (before < limit && later.length >= MORE + allowance({ limit, windowMs }, ms))
      return { exchange, before, after: later.length };
  }
  return undefined;
}

/** Whether a request may have used quota: it was served, or nothing is known of it. */
const mayBeServed = (recorder: Recorder, one: Exchange): boolean =>
  ofProvider(one) && (one.response === undefined || !rejectedForQuota(recorder, one));

/** Whether its operation is served at other times: one that is forbidden says nothing about the quota. */
const isServedElsewhere = (recorder: Recorder, { request }: Exchange): boolean =>
  recorder.all().some((one) => one.request.operation === request.operation && isServed(recorder, one));
