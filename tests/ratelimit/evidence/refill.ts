import { completed } from '../../../verifier/exchange.ts';
import type { Recorder } from '../../../verifier/recorder.ts';
import { STEP } from '../scenarios/names.ts';
import { burstFacts, rejectedAsBefore } from './bursts.ts';
import { recoveryOf } from './recovery.ts';
import { ofProvider } from './while-rejected.ts';

/** The pace of a quota that refills gradually. */
export interface RefillFacts {
  served: number;
  seconds: number;
  /** Requests per second, at least and at most. */
  least: number;
  most: number;
  /** Whether as much as promised was refilled, more, or less. */
  pace: 'as-promised' | 'fast' | 'slow';
}

interface Rate {
  limit: number;
  windowMs: number;
}

/** Requests by which a measurement may be off: a token begun before, one begun after, and a timer's tick. */
const OFF = 2;

/** The burst before, which used up the quota. */
const BEFORE = {
  [STEP.burst2]: STEP.burst1,
  [STEP.refill1]: STEP.burst2,
  [STEP.refill2]: STEP.refill1,
  [STEP.refill3]: STEP.refill2,
  [STEP.refill4]: STEP.refill3,
} as const;

type Measure = keyof typeof BEFORE;
const MEASURES = Object.keys(BEFORE) as Measure[];

/** The result of this step's burst, counted from the end of the burst before it; undefined where there was none. */
export function refillFacts(
  recorder: Recorder,
  step: Measure,
  rate: Rate,
  since = BEFORE[step] as string,
): RefillFacts | undefined {
  const before = recorder.scenario(since).at(-1);
  const last = recorder.scenario(step).at(-1);
  if (!before || !last || !burstFacts(recorder, step)?.rejected) return undefined;
  const between = recorder.all().filter(({ n }) => n > before.n && n <= last.n);
  const told = between.filter((one) => ofProvider(one) && !rejectedAsBefore(recorder, one));
  const served = told.filter(completed).length;
  const lost = told.length - served;
  // Both bursts ended with no quota left, some time between the sending of their last request and its response.
  const longest = (last.sentAt + last.took - before.sentAt) / 1000;
  const shortest = (last.sentAt - before.sentAt - before.took) / 1000;
  const promised = rate.limit / (rate.windowMs / 1000);
  const most = (served + lost + OFF) / shortest;
  const least = (served - OFF) / longest;
  // A quota that is full after a window's time could not take more.
  const full = shortest * 1000 >= rate.windowMs && served + lost + OFF >= rate.limit;
  const pace = least > promised ? 'fast' : most < promised && !full ? 'slow' : 'as-promised';
  return { served, seconds: shortest, least, most, pace };
}

/** All measurements of the refill, in order; the first is that of the burst right after the recovery. */
export function refills(recorder: Recorder, rate: Rate): (RefillFacts & { step: Measure })[] {
  return MEASURES.flatMap((step) => {
    const facts = refillFacts(recorder, step, rate);
    return facts === undefined ? [] : [{ ...facts, step }];
  });
}

/** Whether the quota came back in a jump, but not completely: in steps, or as a sliding log forgets requests. */
export function inSteps(recorder: Recorder, { limit, windowMs }: Rate): boolean {
  const recovery = recoveryOf(recorder, STEP.poll1);
  const burst = burstFacts(recorder, STEP.burst2);
  if (recovery === undefined || burst === undefined) return false;
  const seconds = (burst.lastServedAt - recovery.from) / 1000;
  return recovery.served + burst.served > (seconds * limit * 1000) / windowMs + 3;
}

/**
 * Share of the limit that one step of the refill may return: half of it where it was seen to come in steps, a few requests
 * otherwise.
 */
export const STEP_SHARE = { steps: 0.5, bits: 0.2 };
/** Windows after which a quota is full that comes back in steps of a quarter or less, also where a counter slides over them. */
export const FULL_IN_STEPS = 1.25;
/** Share of the promised pace that even a sliding counter reaches; less where its phases show, from one measurement to the next. */
const SLOWEST = { even: 0.62, uneven: 0.5 };
/** Multiple by which the quickest measurement of a counter is quicker than the slowest one where its phases show. */
const UNEVEN = 2;

/** A deviation of a limiter, and whether it served too much: then unseen clients do not explain it. */
export interface Deviation {
  readonly got: string;
  readonly isTooMuch?: true;
}

/**
 * A pace of refilling that no conforming limiter has; undefined where the measurements allow one. Too fast: more in
 * total than the time's share and one step. Too slow: not full after a whole window and far less in total. Where it comes in
 * steps, not full after a window and a step is enough, because only a sliding counter is not full by then, and that one refills gradually.
 */
export function wrongPace(recorder: Recorder, rate: Rate): Deviation | undefined {
  const all = refills(recorder, rate).filter(({ step }) => step !== STEP.burst2);
  const last = all.at(-1);
  const whole = last && refillFacts(recorder, last.step, rate, STEP.burst1);
  if (whole === undefined) return undefined;
  const jumps = inSteps(recorder, rate);
  const said = all.map(({ served, seconds }) => `${served} requests in ${seconds.toFixed(1)} s`).join(', ');
  const promised = (whole.seconds * rate.limit * 1000) / rate.windowMs;
  const step = rate.limit * (jumps ? STEP_SHARE.steps : STEP_SHARE.bits);
  const steady = !jumps && isSteady(recorder, all, rate);
  if (whole.served > promised * 1.02 + step + OFF || (steady && last?.pace === 'fast'))
    return { got: `a quota that refills too fast: ${said}`, isTooMuch: true };
  const tooSlow = { got: `a quota that refills too slowly: ${said}` };
  if (steady && last?.pace === 'slow') return tooSlow;
  const full = rate.windowMs * (jumps ? FULL_IN_STEPS : 1);
  const notFull = all.some(({ pace, seconds }) => pace === 'slow' && seconds * 1000 >= full);
  if (!notFull) return undefined;
  const paces = all.map(({ served, seconds }) => served / seconds);
  const slowest = Math.max(...paces) > Math.min(...paces) * UNEVEN ? SLOWEST.uneven : SLOWEST.even;
  const slow = jumps || (all.length >= 3 && whole.served + OFF < promised * slowest);
  return slow ? tooSlow : undefined;
}

/** Share of a window within which a gradually refilling quota returns its first request. */
const SOON = 0.08;

/** Whether the first request of a used-up quota came back at once, as from a bucket. */
export function cameBackSoon(recorder: Recorder, { windowMs }: Rate): boolean {
  const recovery = recoveryOf(recorder, STEP.poll1);
  const drained = burstFacts(recorder, STEP.burst1);
  return recovery !== undefined && drained !== undefined && recovery.until - drained.lastServedAt < windowMs * SOON;
}

/** Whether it came back at once, at a pace that is not the promised one and was the same three times. */
function isSteady(recorder: Recorder, all: readonly RefillFacts[], rate: Rate): boolean {
  const [first] = all;
  return (
    cameBackSoon(recorder, rate) &&
    all.length >= 3 &&
    all.every(({ pace }) => pace === first?.pace) &&
    Math.max(...all.map(({ least }) => least)) <= Math.min(...all.map(({ most }) => most))
  );
}
