import { allowance } from '../evidence/allowance.ts';
import { rejectedAsBefore } from '../evidence/bursts.ts';
import { CLIENT_STEP, isServedKind, KIND_STEP } from '../evidence/kinds.ts';
import type { LimitTarget } from '../target.ts';

/** Requests of a kind that is served while plain ones are rejected: more than a refill explains. */
const MOST = 6;
/** Requests that show it where the quota does not refill. */
const LEAST = 3;

/**
 * Sends other kinds of requests while the quota is used up, each between two plain ones: a filtered list, HEAD, another spelling
 * of the path, another client. If the first of a kind is not served, no more of it are sent.
 */
export async function otherKinds(target: LimitTarget): Promise<void> {
  for (const kind of target.kinds?.() ?? []) {
    const step = (kind.byClient ? CLIENT_STEP : KIND_STEP) + kind.name;
    const started = target.now();
    if (target.mayServe() < LEAST || target.msLeft() <= 0) return;
    let before = await target.one(step, target.plain(step));
    for (let nth = 0; nth < MOST + allowance(target, target.now() - started); nth += 1) {
      if (!rejectedAsBefore(target.recorder, before) || target.mayServe() <= 0 || target.msLeft() <= 0) return;
      const one = await target.one(step, kind.request(nth));
      before = await target.one(step, target.plain(step));
      if (!isServedKind(one)) break;
    }
  }
}
