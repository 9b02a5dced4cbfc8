import type { Exchange } from '../../../verifier/exchange.ts';
import type { Recorder } from '../../../verifier/recorder.ts';
import { isServed, receivedAt, rejectedForQuota } from './bursts.ts';
import { earlyRejection } from './early.ts';
import { ofProvider } from './while-rejected.ts';

/** A stretch of the run in which more requests were served than any conforming limiter serves. */
export interface Stretch {
  served: number;
  most: number;
  seconds: number;
  /** Seconds of the run's clock since its first request. */
  from: number;
  /** Set where the stretch begins with a request that was rejected for the quota. */
  afterRejection?: true;
}

interface Measured {
  recorder: Recorder;
  limit: number;
  windowMs: number;
}

/** Share of the limit by which counters that are shared over a network may lag. */
const LAG = 0.1;
/** Share of the limit that was served in the window before a rejection for the quota. */
const SPENT = 0.8;

/** By how much a server's clock, or its timer, may be off within a window. */
export function clockSlackMs(windowMs: number): number {
  return Math.min(1_000, windowMs / 20);
}

/**
 * The first stretch of the run in which too many requests with the provider's keys were served, of any suite. In a stretch D
 * every conforming limiter (windows on the clock or from the first request, logs, counters, buckets that hold the limit) serves
 * at most limit x (floor(D / window) + 2); after a rejection for the quota, at most limit x (floor(D / window) + 1) from there
 * on. Doubt counts for the target: the stretch is as long as it can have been, and only 2xx count.
 */
export function tooMuchServed({ recorder, limit, windowMs }: Measured): Stretch | undefined {
  const all = recorder.all().filter((one) => ofProvider(one) && isList(one));
  const served = all.filter((one) => isServed(recorder, one)).sort((a, b) => a.sentAt - b.sentAt);
  const [begin] = recorder.all();
  const slack = clockSlackMs(windowMs);
  const windows = (ms: number) => Math.floor((ms + slack) / windowMs);
  // Sorted by when they were sent; each may have been counted as late as its response came.
  const over = (start: number, from: number, full: number): Stretch | undefined => {
    let latest = 0;
    for (let i = from; i < served.length; i += 1) {
      latest = Math.max(latest, receivedAt(served[i] as Exchange));
      const count = i - from + 1;
      const most = limit * (windows(latest - start) + full);
      if (count <= most + Math.ceil(limit * LAG)) continue;
      return { served: count, most, seconds: (latest - start) / 1000, from: (start - begin!.sentAt) / 1000 };
    }
    return undefined;
  };
  for (const [i, { sentAt }] of served.entries()) {
    const stretch = over(sentAt, i, 2);
    if (stretch !== undefined) return stretch;
  }
  // Where a target rejects with quota left, a rejection does not say that it was used up.
  if (earlyRejection({ recorder, limit, windowMs }) !== undefined) return undefined;
  for (const rejection of all) {
    if (!rejectedForQuota(recorder, rejection)) continue;
    const heard = receivedAt(rejection);
    const before = served.filter((one) => one.sentAt < heard && receivedAt(one) > rejection.sentAt - windowMs).length;
    if (before < limit * SPENT) continue;
    const next = served.findIndex(({ sentAt, n }) => sentAt >= heard && n > rejection.n);
    const stretch = next < 0 ? undefined : over(rejection.sentAt, next, 1);
    if (stretch !== undefined) return { ...stretch, afterRejection: true };
  }
  return undefined;
}

/** A request for a list of the contract: other uses of a key need not be limited. */
function isList({ request }: Exchange): boolean {
  return request.operation !== undefined && request.method === 'GET' && request.via === undefined;
}

/** A stretch in words. */
export function sayStretch({ served, most, seconds, from, afterRejection }: Stretch): string {
  const after = afterRejection ? ' after a request that was rejected' : '';
  return `${served} requests served within ${seconds.toFixed(1)} s${after}, from second ${from.toFixed(1)} of the run on; at most ${most} may be`;
}
