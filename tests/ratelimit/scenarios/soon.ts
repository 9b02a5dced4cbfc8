import { soonFacts } from '../evidence/soon.ts';
import type { LimitTarget } from '../target.ts';
import { STEP } from './names.ts';

/** Requests sent in the time in which the promised pace gives one: few enough to be polite, enough to tell eight times the pace. */
const EACH_TURN = 8;
/** Turns after which a spent quota that gave nothing back is left at that. */
const FIRST = 1;

/** Served requests that show a pace; and what is left to the steps that follow. */
const ENOUGH = 6;
const KEPT = 4;

/**
 * At depth quick, with the few requests that a full burst leaves of the run's: how soon a spent quota gives the next ones
 * back. What is rejected costs nothing. It ends where what may still be served could not show a pace that is too fast.
 */
export async function watchSoon(target: LimitTarget): Promise<void> {
  const { limit, windowMs, recorder } = target;
  const turn = windowMs / limit;
  const started = target.now();
  const turns = () => (target.now() - started) / turn;
  while (target.mayServe() > KEPT && target.msLeft() > turn) {
    const sentAt = target.now();
    await target.one(STEP.soon, target.plain(STEP.soon));
    const { served, atOnce } = soonFacts(recorder) ?? { served: 0, atOnce: 0 };
    const most = Math.min(ENOUGH, served + target.mayServe() - KEPT);
    if (served >= most || (served === 0 ? turns() > FIRST : turns() + atOnce + 1 >= most)) return;
    const wait = sentAt + turn / EACH_TURN - target.now();
    if (wait > 0) await target.sleep(wait, 'a spent quota, to see how soon it gives the next request back');
  }
}
