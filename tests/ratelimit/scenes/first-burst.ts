import { listAskFor } from '../../harness/seen-lists.ts';
import type { Run } from '../../harness/run.ts';
import type { Scene } from '../../harness/scene.ts';
import { burst } from '../burst.ts';

export const FIRST_BURST = 'first-burst';

/** Requests beyond the limit: enough to see that refusals last, few enough to be polite. */
const BEYOND = 5;

/** One quiet window, then a burst over the limit within one window (defects.md: proving a limit, step 1). */
export const firstBurst: Scene = {
  name: FIRST_BURST,
  async play(run: Run) {
    const { limit, windowSeconds } = run.seen.target;
    if (run.seen.ledger.all().length > 0) await run.clock.sleep(windowSeconds * 1000 + 1000);
    await burst(run, FIRST_BURST, burstAsks(run, limit + BEYOND));
  },
};

/** Requests of the other suites where there are any left, so that no served answer is wasted; else the first list again. */
function burstAsks(run: Run, count: number) {
  const asks = run.questions().slice(0, count);
  const filler = run.seen.contract.operations
    .map((operation) => listAskFor(run.seen, operation))
    .find((ask) => ask !== null);
  while (filler && asks.length < count) asks.push({ ...filler, fresh: `${FIRST_BURST} ${asks.length}` });
  return asks;
}
