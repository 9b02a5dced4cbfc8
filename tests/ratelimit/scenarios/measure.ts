import { burstFacts } from '../evidence/bursts.ts';
import type { LimitTarget } from '../target.ts';
import { STEP } from './names.ts';
import { connectionsFor, pollMs, roundTripMs } from './pace.ts';
import { pollUntilServed } from './poll.ts';
import { race } from './race.ts';
import { measureRefill } from './refill.ts';
import { readyForKeys, renewedKeys } from './renewed-keys.ts';
import { BEYOND, burstUntilRejected } from './until-rejected.ts';
import { whileRejected } from './while-rejected.ts';

/**
 * Measures the limit of a target whose algorithm and phase are unknown: classify first, then judge. Each step adds
 * evidence to the recorder; which step comes next depends on what was seen. At depth `quick` a burst of exactly the limit
 * is enough, and the rest follows only where that leaves a doubt.
 * @returns whether the target served again after it had rejected; false where the run had better stop asking
 */
export async function measureLimit(target: LimitTarget): Promise<boolean> {
  const { limit, recorder } = target;
  if (target.has('foreign')) await target.one(STEP.control, target.plain(STEP.control, { key: 'foreign' }));
  await quiet(target, target.movable ? 2 : 1);
  await burstUntilRejected(target, STEP.burst1);
  let first = burstFacts(recorder, STEP.burst1);
  if (first?.rejected === 0) {
    // A burst that takes as long as a window proves nothing, and the next one would take as long.
    if (first.seconds * 1000 >= target.windowMs) return true;
    await quiet(target, 1);
    await burstUntilRejected(target, STEP.again);
    first = burstFacts(recorder, STEP.again);
    if (first?.rejected === 0) {
      await oneOperation(target);
      if (target.depth === 'quick') return true;
      await quiet(target, 1);
      await race(target);
      return true;
    }
  }
  await whileRejected(target, STEP.rejected1);
  // What a burst loses on a bad road the next one would lose, too: no doubt that more of them could end.
  if (target.depth === 'quick' && first && (first.served === limit || first.lost > 0)) return true;
  if (!(await pollUntilServed(target, STEP.poll1))) {
    await quiet(target, 1);
    const { response } = await target.one(STEP.silence, target.plain(STEP.silence));
    return response !== undefined && response.status < 400;
  }
  // Late enough that a log has forgotten the whole first burst, early enough that a window has hardly aged.
  const pause = Math.max((first?.seconds ?? 0) * 1000, 2 * pollMs(target)) + pollMs(target) + 4 * roundTripMs(target);
  await target.sleep(pause, 'the first burst leaves the window');
  await burstUntilRejected(target, STEP.burst2);
  if ((burstFacts(recorder, STEP.burst2)?.served ?? 0) < limit * 0.8) await measureRefill(target);
  else {
    await whileRejected(target, STEP.rejected2);
    if (!(await pollUntilServed(target, STEP.poll2))) return false;
    await target.one(STEP.second, target.plain(STEP.second));
  }
  const ready = await readyForKeys(target);
  // A counter that slides remembers the window before: where one may be at work, wait until it has forgotten.
  const sure = first?.served === limit && recorder.scenario(STEP.second).length > 0;
  await quiet(target, sure ? 1 : 2, STEP.second);
  await race(target);
  if (ready) await renewedKeys(target);
  return true;
}

/**
 * Sends nothing for so many windows and a little more. After a recovery the wait is counted from there, so that what
 * follows starts just after the border of a window that stands on the clock.
 */
async function quiet(target: LimitTarget, windows: number, since?: string): Promise<void> {
  const { windowMs } = target;
  const border = since === undefined ? undefined : target.recorder.scenario(since).at(-1)?.sentAt;
  const ms = windows * windowMs + (border === undefined ? 1_000 : 2 * pollMs(target));
  const wait = border === undefined ? ms : border + ms - target.now();
  if (wait > 0) await target.sleep(wait, `${windows === 1 ? 'one window' : `${windows} windows`} without a request`);
}

/** More than the limit to one operation; twice, because the first may cross the border of two windows. */
async function oneOperation(target: LimitTarget): Promise<void> {
  for (let i = 0; i < 2; i += 1) {
    if (i > 0) await quiet(target, 1);
    const requests = Array.from({ length: target.limit + BEYOND }, () => target.plain(STEP.oneOperation));
    await target.burst(STEP.oneOperation, requests, connectionsFor(target, requests.length));
    if ((burstFacts(target.recorder, STEP.oneOperation)?.rejected ?? 0) > 0) return;
  }
}
