import type { Exchange } from '../../../verifier/exchange.ts';
import type { Recorder } from '../../../verifier/recorder.ts';
import { STEP } from '../scenarios/names.ts';
import { isServed, receivedAt, rejectedAsBefore } from './bursts.ts';

/** What came back of a spent quota, request by request. */
interface SoonFacts {
  served: number;
  /** The most that was served in a row: as much as comes back at once. */
  atOnce: number;
  /** From the first request to the last that was served, in milliseconds. */
  ms: number;
}

/** What the step shows that watches how soon a spent quota comes back; undefined where it was not taken. */
export function soonFacts(recorder: Recorder): SoonFacts | undefined {
  const all = recorder.scenario(STEP.soon);
  const [first] = all;
  if (first === undefined) return undefined;
  const served = all.filter((one) => isServed(recorder, one));
  const last = served.at(-1);
  // A request without a response may have been served: it does not end a row.
  const ends = (one: Exchange) => rejectedAsBefore(recorder, one);
  const rows = all.reduce<number[]>((lengths, one) => {
    if (ends(one)) return [...lengths, 0];
    return [...lengths.slice(0, -1), (lengths.at(-1) ?? 0) + 1];
  }, []);
  return {
    served: served.length,
    atOnce: Math.max(...rows),
    ms: last === undefined ? 0 : receivedAt(last) - first.sentAt,
  };
}

/** A timer that fills a bucket may be late, and early the next time. */
const TICK = 1;

/**
 * A quota that gives requests back sooner than any limiter does which keeps the limit, in words: in a stretch it gives the
 * share of the time, and once what it gives at a time. A window that begins anew gives all in one row, and is no such thing.
 */
export function tooSoon(
  recorder: Recorder,
  { limit, windowMs }: { limit: number; windowMs: number },
): string | undefined {
  const facts = soonFacts(recorder);
  if (facts === undefined) return undefined;
  const { served, atOnce, ms } = facts;
  const most = (ms * limit) / windowMs + atOnce + TICK;
  if (served <= most) return undefined;
  return `a quota that refills too fast: ${served} requests in ${(ms / 1000).toFixed(1)} s, at most ${atOnce} of them without a rejection between`;
}
