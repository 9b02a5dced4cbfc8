import { requestCounts } from '../../verifier/counts.ts';
import { endOfWindows, MOST_WINDOWS, mostServed } from '../../verifier/plan.ts';
import { listRequest, plainLists } from '../../verifier/requests.ts';
import type { Run } from '../../verifier/run.ts';
import { burstRequests } from './requests.ts';
import { burst } from './burst.ts';
import { kindsOf } from './kinds.ts';
import type { KeyMaker, LimitTarget } from './target.ts';

/** How long requests in flight at the end of a burst may take before they are aborted. */
const END_MS = 400;
/** The least time for a burst: it begins only where the windows of the run leave room for it. The same for one request. */
const LEAST_MS = 500;
/** Share of a window that is left to the last request, before the windows of the run end. */
const LAST = 0.1;

/** The target of a run, as the limit protocol drives it. */
export function targetOf(run: Run, keys?: KeyMaker): LimitTarget {
  const { context, clock, client, config } = run;
  const windowMs = context.target.windowSeconds * 1000;
  let requested = 0;
  const msLeft = () => {
    const [first] = context.recorder.all();
    const since = first?.sentAt ?? clock.now();
    const end = endOfWindows(context.depth, windowMs, since);
    // Only a portal may take longer than the windows of the run, if these are very short.
    const own = keys === undefined ? since + (MOST_WINDOWS[context.depth] - LAST) * windowMs : end;
    return Math.min(end, own) - clock.now();
  };
  return {
    limit: context.target.limit,
    windowMs,
    depth: context.depth,
    movable: config.controlUrl !== undefined,
    recorder: context.recorder,
    now: () => clock.now(),
    sleep: async (ms, why) => {
      run.say(ms, why);
      await clock.sleep(ms);
    },
    mayServe: () => mostServed(context.depth, context.target.limit) - requestCounts(context.recorder.all()).served,
    msLeft,
    burst: (scenario, requests, connections) =>
      burst(run, scenario, requests, connections, Math.min(windowMs, Math.max(LEAST_MS, msLeft() - END_MS))),
    one(scenario, request) {
      run.heed();
      const least = Math.min(LEAST_MS, windowMs * LAST);
      const timeoutMs = Math.min(client.timeoutMs, Math.max(least, msLeft()));
      return client.once(request, { scenario, unpaced: true, timeoutMs });
    },
    requests: (scenario, count) => burstRequests(run.pendingRequests(), context.contract, scenario, count),
    plain(scenario, { key = 'active', operation = 0 } = {}) {
      const lists = plainLists(context.contract);
      const list = lists[operation % lists.length];
      if (list === undefined) throw new Error('the contract has no list that can be requested without an id');
      requested += 1;
      return listRequest(list, { pageSize: 1 }, { key, fresh: `${scenario} ${requested} ${clock.now()}` });
    },
    async confirmKey() {
      await client.confirmKey();
      run.heed();
    },
    kinds: () => kindsOf(context.contract, context.recorder),
    has: (key) => run.secrets.has(key),
    ...(keys === undefined ? {} : { keys }),
  };
}
