import { secondBurst } from '../evidence/algorithm.ts';
import { burstFacts } from '../evidence/bursts.ts';
import { delayOf, sayDelay } from '../evidence/delays.ts';
import { recoveredEarly } from '../evidence/recovery.ts';
import { disagree } from '../evidence/sequence.ts';
import { lost, type Reason } from '../../../verifier/reason.ts';
import type { LimitTarget } from '../target.ts';
import { STEP } from './names.ts';
import { connectionsFor, pollMs, roundTripMs } from './pace.ts';
import { otherKinds } from './kinds.ts';
import { pollUntilServed } from './poll.ts';
import { quiet } from './quiet.ts';
import { race, RACE_BEYOND } from './race.ts';
import { measureRefill } from './refill.ts';
import { readyForKeys, renewedKeys } from './renewed-keys.ts';
import { fits, leaveOut, tooMuch } from './room.ts';
import { watchSoon } from './soon.ts';
import { BEYOND, burstUntilRejected } from './until-rejected.ts';
import { whileRejected } from './while-rejected.ts';

/**
 * Measures the limit of a target whose algorithm and phase are unknown: classify first, then judge. Each step adds evidence to
 * the recorder; the evidence decides which step comes next, within what the run's depth may cost.
 * @returns whether the target served again after it had rejected; false where the run had better send nothing more
 */
export async function measureLimit(target: LimitTarget): Promise<boolean> {
  const { limit, recorder } = target;
  if (target.has('foreign')) await target.one(STEP.control, target.plain(STEP.control, { key: 'foreign' }));
  // A portal takes its time before; the first burst is still sent, even if less than a window is left.
  if (!fits(target, limit + 1, target.keys === undefined ? 1 : -Infinity)) {
    leaveOut(target, 'burst', lost(`a burst takes ${limit + 1} requests and a window, more than the run has left`));
    return true;
  }
  // Two windows cost nothing where the clock moves, unless a portal took the time of one.
  await quiet(target, target.movable && target.depth !== 'quick' && target.keys === undefined ? 2 : 1);
  await burstUntilRejected(target, STEP.burst1);
  const delay = delayOf(recorder, STEP.burst1, target);
  if (delay !== undefined) {
    leaveOut(target, 'rejected', sayDelay(delay));
    return true;
  }
  if (burstFacts(recorder, STEP.burst1)?.rejected === 0 && !(await againUntilRejected(target))) return true;
  if (target.depth === 'quick') await watchSoon(target);
  await whileRejected(target, STEP.rejected1);
  if (target.depth === 'quick' || !fits(target, 1, 1)) {
    leaveOut(target, 'recovery', tooMuch(target));
    if (target.depth !== 'quick') return true;
    await otherKinds(target);
    return true;
  }
  if (!(await pollUntilServed(target, STEP.poll1))) {
    leaveOut(target, 'race', lost('the target did not serve again (see LIM-06)'));
    if (!fits(target, 1, 1)) return false;
    await quiet(target, 1);
    const { response } = await target.one(STEP.silence, target.plain(STEP.silence));
    return response !== undefined && response.status < 400;
  }
  if (!(await secondBudget(target))) return false;
  await lastBudget(target);
  return true;
}

/** If the first burst got no rejection, it may have crossed the border of two windows; the next one cannot. */
async function againUntilRejected(target: LimitTarget): Promise<boolean> {
  const { recorder, limit } = target;
  // A burst that takes as long as a window proves nothing, and the next one would take as long.
  const slow = (burstFacts(recorder, STEP.burst1)?.seconds ?? 0) * 1000 >= target.windowMs;
  if (slow || !fits(target, limit + 1, 1)) {
    leaveOut(target, 'rejected', slow ? lost('a burst takes as long as a window') : nothingRejected(target));
    return false;
  }
  await quiet(target, 1);
  await burstUntilRejected(target, STEP.again);
  if (burstFacts(recorder, STEP.again)?.rejected !== 0) return true;
  leaveOut(target, 'rejected', nothingRejected(target));
  if (fits(target, limit + BEYOND, 1)) {
    await quiet(target, 1);
    const requests = Array.from({ length: limit + BEYOND }, () => target.plain(STEP.oneOperation));
    await target.burst(STEP.oneOperation, requests, connectionsFor(target, requests.length));
  }
  if (fits(target, limit + RACE_BEYOND, 1)) {
    await quiet(target, 1);
    await race(target);
  }
  return false;
}

/** Why there is nothing to judge of rejections. Where responses were lost, there may have been some. */
function nothingRejected({ recorder }: LimitTarget): Reason {
  const wasLost = [STEP.burst1, STEP.again].some((step) => (burstFacts(recorder, step)?.lost ?? 0) > 0);
  return wasLost
    ? lost('nothing was seen rejected, and responses of the bursts were lost')
    : 'nothing was rejected (see LIM-02)';
}

/** Share of a window within which the burst after a recovery has to end; otherwise two windows would serve it. */
const MOST_OF_WINDOW = 0.9;

/** Share of a window that a segment of a shorter one takes at most, after which all of a burst is back. */
const SEGMENT = 0.1;
/** Windows since a recovery within which no burst is back where the limit is kept. */
const SURELY = 0.8;

/** The burst right after the recovery, and the steps after it: how much came back, and when the next quota does. */
async function secondBudget(target: LimitTarget): Promise<boolean> {
  const { recorder, limit } = target;
  const first = burstFacts(recorder, STEP.burst1);
  if (!fits(target, limit + BEYOND, 1)) {
    leaveOut(target, 'race', tooMuch(target));
    return true;
  }
  // Late enough that a log has forgotten the whole first burst, early enough that a window has hardly aged.
  const burstMs = (first?.seconds ?? 0) * 1000;
  const pause = burstMs + 1.5 * pollMs(target) + 4 * roundTripMs(target);
  if (pause + burstMs >= target.windowMs * MOST_OF_WINDOW) {
    leaveOut(target, 'race', 'a burst takes so long that the next one would not end in the same window');
    return true;
  }
  const since = target.now();
  await target.sleep(pause, 'the first burst leaves the window');
  await burstUntilRejected(target, STEP.burst2);
  if ((secondBurst(target)?.served ?? 0) < limit * 0.8) {
    await measureRefill(target);
    return true;
  }
  await whileRejected(target, STEP.rejected2);
  if (!fits(target, 1, 1)) {
    leaveOut(target, 'race', tooMuch(target));
    return true;
  }
  if (!(await pollUntilServed(target, STEP.poll2))) {
    leaveOut(target, 'race', lost('the target did not serve again (see LIM-06)'));
    return false;
  }
  await target.one(STEP.second, target.plain(STEP.second));
  // Windows that are too short return a whole quota; a window in segments returns what its first segment held.
  if (recoveredEarly(target) && fits(target, limit + BEYOND, 0)) {
    const sooner = Math.min(SEGMENT, SURELY - (target.now() - since) / target.windowMs) * target.windowMs;
    await target.sleep(Math.max(pause, sooner), 'the burst leaves the window');
    await burstUntilRejected(target, STEP.burst3);
  }
  return true;
}

/**
 * Steps that need a full quota again: a burst that settles what earlier ones left open, requests in flight at once, generated
 * keys.
 */
async function lastBudget(target: LimitTarget): Promise<void> {
  const { recorder, limit } = target;
  const first = burstFacts(recorder, STEP.burst1);
  // A sliding counter remembers the window before. Where there may be one, wait until it has forgotten.
  const sure = first?.served === limit && recorder.scenario(STEP.second).length > 0;
  const windows = sure ? 1 : 2;
  const since = recorder.scenario(STEP.burst3).length > 0 ? undefined : STEP.second;
  if (disagree(target) && fits(target, limit + BEYOND, windows)) {
    await quiet(target, windows, since);
    await burstUntilRejected(target, STEP.repeated);
  }
  const ready = await readyForKeys(target);
  if (!fits(target, limit + RACE_BEYOND, windows)) {
    leaveOut(target, 'race', tooMuch(target));
    return;
  }
  await quiet(target, windows, recorder.scenario(STEP.repeated).length > 0 ? undefined : since);
  await race(target);
  if (ready) await renewedKeys(target);
  // Last, because each request may take what a bucket has refilled, and earlier measurements would look late.
  await otherKinds(target);
}
