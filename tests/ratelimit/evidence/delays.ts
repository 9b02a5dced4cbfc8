import { type Exchange } from '../../../verifier/exchange.ts';
import type { Recorder } from '../../../verifier/recorder.ts';
import { allowance } from './allowance.ts';
import { BEHIND } from '../scenarios/names.ts';
import { burstFacts, isSuccess, kindOf, receivedAt } from './bursts.ts';

/** How a burst was delayed instead of rejected. */
export interface Delay {
  /** Requests that were served without delay. */
  prompt: number;
  /** Requests that were served late, and those without a response by the end of the window. */
  late: number;
  unanswered: number;
  rejected: number;
  /** By how much they were late, in milliseconds. */
  leastMs: number;
  mostMs: number;
}

/** Requests that must be late before the limiter and not the network is the cause; more where others were rejected. */
const ENOUGH = 3;
const ENOUGH_SHARE = 0.1;
/** Late requests come at most at this share of the limit's pace; faster ones are merely slow, or exceed the limit. */
const PACED = 0.8;
/** Late requests are mostly at least this share of a turn apart; after a stall they come all at once. */
const TURN = 0.5;
/** Share of the window, and milliseconds, that late requests must have waited if they come all at once: no stall is as long. */
const LONG = 0.2;
const LONG_MS = 1_000;
/** Share of the limit that is served before a queue begins. */
const FULL = 0.9;
/** Requests by which a count at the limit's pace may be short: one at each end. */
const FEW = 2;
/** Share of a burst by which this process may be late itself; each wait counts less by as much. */
const BUSY = 0.5;
/** Multiple of the target's quickest response time beyond which a request counts as held back. */
const SLOWER = 8;
/** The same for each request in flight: a slow target, or a slow connection, may serve one after the other. */
const SLOWER_EACH = 1.5;
/** Characters from which on transfer time counts: such a response is only compared with those at least half as long. */
const LONG_TEXT = 16_384;

/** Share of a window in which a target must be able to serve the whole limit, one request after the other, to be told from one that delays. */
const SLOW = 0.3;

interface Rate {
  limit: number;
  windowMs: number;
}

/**
 * Distinguishes a limiter that delays requests from a slow target and from a stalled network: no more responses came promptly
 * than the limit allows, and the others came in turn at the limit's pace, or long after the whole limit had been served; later ones did
 * not overtake them. A short queue rejects the rest promptly. Undecided where this process itself was late most of the time.
 */
export function delayOf(recorder: Recorder, step: string, rate: Rate): Delay | undefined {
  const facts = burstFacts(recorder, step);
  const burst = recorder.scenario(step);
  if (facts === undefined || burst.length <= rate.limit / 2) return undefined;
  const behind = behindMs(recorder, step);
  if (behind > facts.seconds * 1000 * BUSY) return undefined;
  if (usualMs(recorder) * rate.limit > rate.windowMs * SLOW) return undefined;
  const successes = recorder.all().filter(isSuccess);
  const turn = rate.windowMs / rate.limit;
  // A limiter that delays serves at the limit's pace. A target that serves fewer is slow itself.
  const atPace = Math.min(1, (facts.seconds * 1000) / rate.windowMs) * rate.limit;
  if (facts.rejected === 0 && facts.served + FEW < atPace * FULL) return undefined;
  const isLate = (one: Exchange) => {
    const slower = Math.max(SLOWER, SLOWER_EACH * inFlight(burst, one));
    return one.took - behind > Math.max(slower * quickestLike(successes, one), turn / 2, 100);
  };
  const few = ENOUGH + allowance(rate, facts.seconds * 1000);
  const late = burst.filter(
    (one) => isLate(one) && (isSuccess(one) || kindOf(one) === 'none') && overtakenBy(burst, one, isLate) <= few,
  );
  const prompt = facts.served - late.filter(isSuccess).length;
  if (facts.rejected > 0 && !keptWaiting(burst, late, rate.limit, prompt)) return undefined;
  // A timer serves some of them at a time, and the first ones may have come just before.
  const again = waitedAgain(late);
  const atOnce = again ? rate.limit * ENOUGH_SHARE : 0;
  const paced = facts.seconds * 1000 - behind > (late.length - atOnce) * turn * PACED;
  if (late.length < ENOUGH || !paced || prompt > rate.limit + allowance(rate, facts.seconds * 1000) + 1)
    return undefined;
  const long = prompt >= rate.limit * FULL && waitedMs(late) - behind >= longMs(rate);
  if (!inTurn(late, turn) && !again && !long) return undefined;
  const times = late.map(({ took }) => took);
  return {
    prompt,
    late: late.length,
    unanswered: late.filter((one) => kindOf(one) === 'none').length,
    rejected: facts.rejected,
    leastMs: Math.min(...times),
    mostMs: Math.max(...times),
  };
}

const lengthOf = ({ response }: Exchange): number => response?.text.length ?? 0;

/** Milliseconds of the quickest response; for a long one, of the quickest that is about as long. */
function quickestLike(successes: readonly Exchange[], late: Exchange): number {
  const alike = lengthOf(late) < LONG_TEXT ? successes : successes.filter((one) => lengthOf(one) >= lengthOf(late) / 2);
  return Math.min(...alike.map(({ took }) => took));
}

/** Milliseconds that a response takes outside bursts: three quarters of them took at least as long. */
function usualMs(recorder: Recorder): number {
  const times = recorder
    .all()
    .filter((one) => isSuccess(one) && !one.scenario.startsWith('lim-'))
    .map(({ took }) => took)
    .sort((a, b) => a - b);
  return times[Math.floor(times.length / 4)] ?? 0;
}

/**
 * Requests that were sent while this one waited, and served at once: a limiter that delays holds all that come after. Those sent at the
 * same time may have come first.
 */
function overtakenBy(burst: readonly Exchange[], late: Exchange, isLate: (one: Exchange) => boolean): number {
  const usual = Math.min(...burst.filter(isSuccess).map(({ took }) => took));
  const from = late.sentAt + 2 * usual;
  const until = receivedAt(late);
  return burst.filter((one) => one.sentAt > from && receivedAt(one) < until && isSuccess(one) && !isLate(one)).length;
}

/** Requests of a burst that were in flight when this one was sent, itself included. */
const inFlight = (burst: readonly Exchange[], { sentAt }: Exchange): number =>
  burst.filter((one) => one.sentAt <= sentAt && sentAt < one.sentAt + one.took).length;

/** Whether late responses came one after the other, each about a turn after the one before. */
function inTurn(late: readonly Exchange[], turn: number): boolean {
  const came = late
    .filter(isSuccess)
    .map(receivedAt)
    .sort((a, b) => a - b);
  const gaps = came.slice(1).map((at, i) => at - (came[i] ?? at));
  const middle = gaps.sort((a, b) => a - b)[Math.floor(gaps.length / 2)];
  return middle !== undefined && came.length >= ENOUGH && middle >= turn * TURN;
}

/** Whether several were sent after the first late response had come, and waited as well: a timer that serves some at a time. */
function waitedAgain(late: readonly Exchange[]): boolean {
  const first = Math.min(...late.filter(isSuccess).map(receivedAt));
  return late.filter(({ sentAt }) => sentAt >= first).length >= ENOUGH;
}

const waitedMs = (late: readonly Exchange[]): number => Math.max(...late.map(({ took }) => took));

const longMs = ({ windowMs }: Rate): number => Math.max(LONG_MS, windowMs * LONG);

function behindMs(recorder: Recorder, step: string): number {
  const noted = recorder.observed(step).filter(({ fact }) => fact === BEHIND);
  return noted.reduce((sum, { value }) => sum + Number(value), 0);
}

/**
 * Whether requests waited while later ones were rejected: the limit had been served by then, and each was sent before a rejection
 * that overtook it.
 */
function keptWaiting(burst: readonly Exchange[], late: readonly Exchange[], limit: number, prompt: number): boolean {
  const rejections = burst.filter((one) => !isSuccess(one) && kindOf(one) !== 'none' && !late.includes(one));
  const overtaken = late.filter(
    (one) =>
      (isSuccess(one) || one.took >= LONG_MS) &&
      rejections.some(({ sentAt, took }) => sentAt + took >= one.sentAt && sentAt + took < one.sentAt + one.took / 2),
  );
  return prompt >= limit - 1 && overtaken.length >= Math.max(ENOUGH, limit * ENOUGH_SHARE);
}

/** A delay in words. */
export function sayDelay({ prompt, late, unanswered, rejected, leastMs, mostMs }: Delay): string {
  const seconds = `${(leastMs / 1000).toFixed(1)} to ${(mostMs / 1000).toFixed(1)} s`;
  const open = unanswered === 0 ? '' : `, ${unanswered} of them unanswered when the window ended`;
  return `the target delays requests instead of rejecting them: ${prompt} served promptly, ${late} more held for ${seconds}${open}, ${rejected === 0 ? 'none' : rejected} rejected`;
}
