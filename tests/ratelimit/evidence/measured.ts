import { listRequest, plainLists } from '../../../verifier/requests.ts';
import type { CheckContext } from '../../../verifier/check-context.ts';
import { curlTimes } from '../../../verifier/curl.ts';
import type { Exchange } from '../../../verifier/exchange.ts';
import type { Recorder } from '../../../verifier/recorder.ts';
import { STEP } from '../scenarios/names.ts';
import { allowance } from './allowance.ts';
import { delayOf, sayDelay } from './delays.ts';
import { lost, type Reason } from '../../../verifier/reason.ts';
import { whyLeftOut } from './left-out.ts';
import { inferAlgorithm, secondBurst } from './algorithm.ts';
import { burstFacts, isSuccess, receivedAt, type BurstFacts } from './bursts.ts';
import { ofProvider } from './while-rejected.ts';

/** A burst over the limit, as evidence of how many requests are served. */
export interface Proof {
  what: string;
  /** Least and most requests served; they differ where responses were lost. A burst without a rejection has no upper bound. */
  least: number;
  most: number;
  /** The most that a conforming target serves: more than the limit only where it refills gradually. */
  allowed: number;
  rejected: number;
  seconds: number;
  operations: BurstFacts['operations'];
  /** Served in the two windows before it, which a sliding counter may still count; 0 for other limiters. */
  before: number;
  /** Whether the target counts in windows, so that the limit is exact. */
  windowed: boolean;
  /** Set for requests in flight at once, which LIM-11 judges. */
  atOnce?: true;
}

/** The measurements of a target: limit, window, and the evidence. */
export interface Measured {
  recorder: Recorder;
  limit: number;
  windowMs: number;
}

export function measured({ recorder, target }: CheckContext): Measured {
  return { recorder, limit: target.limit, windowMs: target.windowSeconds * 1000 };
}

const BURSTS = [
  [STEP.burst1, 'the first burst'],
  [STEP.again, 'the first burst, repeated'],
  [STEP.burst2, 'the burst after the recovery'],
  [STEP.repeated, 'the burst once more'],
  [STEP.race, 'the requests in flight at once'],
] as const;

/**
 * The bursts that prove a limit: those that began with a full quota. For a target that refills gradually, this leaves out the
 * burst after its recovery. A burst that took as long as the window is left out as well.
 */
export function proofs(context: CheckContext): Proof[] {
  const facts = measured(context);
  const second = secondBurst(facts);
  const bitwise = second !== undefined && second.served < facts.limit * WHOLE;
  const windowed = second !== undefined && !bitwise && inferAlgorithm(facts).confidence === 'high';
  const served = facts.recorder.all().filter((one) => ofProvider(one) && isSuccess(one));
  return BURSTS.flatMap(([step, what]) => {
    const burst = step === STEP.burst2 ? second : burstFacts(facts.recorder, step);
    if (burst === undefined || (step === STEP.burst2 && bitwise)) return [];
    if (burst.seconds * 1000 >= facts.windowMs) return [];
    // A bucket that a timer refills may return one more than its rate, depending on the timer's phase.
    const tick = context.target.embedded ? 0 : 1;
    const refilled = windowed ? 0 : allowance(facts, burst.seconds * 1000) + (bitwise ? tick : 0);
    return [
      {
        what,
        least: burst.served,
        most: burst.rejected === 0 ? Infinity : burst.served + burst.lost,
        allowed: facts.limit + refilled,
        rejected: burst.rejected,
        seconds: burst.seconds,
        operations: burst.operations,
        before: windowed ? 0 : served.filter((one) => isBefore(one, burst.startedAt, facts.windowMs)).length,
        windowed,
        ...(step === STEP.race ? { atOnce: true as const } : {}),
      },
    ];
  });
}

/** Share of the quota that counts as full, in case others use some. */
export const WHOLE = 0.8;

function isBefore(exchange: Exchange, start: number, windowMs: number): boolean {
  return exchange.sentAt < start && receivedAt(exchange) > start - 2 * windowMs;
}

/** A burst in words: `the first burst: 49 served, 6 rejected within 0.4 s`. */
export function say({ what, least, most, rejected, seconds }: Proof): string {
  const served = least === most || most === Infinity ? String(least) : `${least} to ${most}`;
  return `${what}: ${served} served, ${rejected} rejected within ${seconds.toFixed(1)} s`;
}

/** Why no burst proves anything. */
export function noProof(context: CheckContext): Reason {
  const burst = burstFacts(context.recorder, STEP.burst1);
  if (burst === undefined) return whyLeftOut(context, 'burst', 'no burst was sent');
  const delay = delayOf(context.recorder, STEP.burst1, measured(context));
  if (delay !== undefined) return sayDelay(delay);
  const took = `${burst.seconds.toFixed(1)} s`;
  return lost(`the burst took ${took}, as long as a window: the target or the connection is too slow`);
}

export const EVERYWHERE = 'all operations';

/** A command that sends one request more than the limit, or so many, and counts the statuses. */
export function burstAgain({ contract, target }: CheckContext, count = target.limit + 1, atOnce = false): string {
  const [list] = plainLists(contract);
  return list === undefined
    ? ''
    : curlTimes(
        { baseUrl: target.baseUrl, keyHeader: contract.keyHeader },
        listRequest(list, { pageSize: 1 }),
        count,
        atOnce,
      );
}
