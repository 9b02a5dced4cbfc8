import { allowance } from '../evidence/allowance.ts';
import { rejectedAsBefore } from '../evidence/bursts.ts';
import { CLIENT_STEP, isServedKind, KIND_STEP } from '../evidence/kinds.ts';
import type { LimitTarget } from '../target.ts';

/** Requests of a kind that is served while plain ones are rejected: more than a quota that refills explains. */
const MOST = 6;

/**
 * What other kinds of requests get while the quota is spent, each between two plain ones: a filtered list, HEAD, another
 * spelling of the path, another client. Where the first of a kind is rejected, or answered otherwise, it is left at that.
 */
export async function otherKinds(target: LimitTarget): Promise<void> {
  for (const kind of target.kinds?.() ?? []) {
    const step = (kind.byClient ? CLIENT_STEP : KIND_STEP) + kind.name;
    const started = target.now();
    let before = await target.one(step, target.plain(step));
    for (let nth = 0; nth < MOST + allowance(target, target.now() - started); nth += 1) {
      if (!rejectedAsBefore(target.recorder, before) || target.mayServe() <= MOST || target.msLeft() <= 0) return;
      const one = await target.one(step, kind.request(nth));
      before = await target.one(step, target.plain(step));
      if (!isServedKind(one)) break;
    }
  }
}
