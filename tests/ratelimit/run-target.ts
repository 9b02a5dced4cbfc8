import { listRequest } from '../../verifier/requests.ts';
import type { Run } from '../../verifier/run.ts';
import { burstRequests, plainLists } from './requests.ts';
import { burst } from './burst.ts';
import type { KeyMaker, LimitTarget } from './target.ts';

/** The target of a judging run, as the limit protocol drives it. */
export function targetOf(run: Run, keys?: KeyMaker): LimitTarget {
  const { context, clock, client, config } = run;
  const windowMs = context.target.windowSeconds * 1000;
  let requested = 0;
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
    burst: (scenario, requests, connections) => burst(run, scenario, requests, connections),
    one: (scenario, request) => client.once(request, { scenario, unpaced: true }),
    requests: (scenario, count) => burstRequests(run.pendingRequests(), context.contract, scenario, count),
    plain(scenario, { key = 'active', operation = 0 } = {}) {
      const lists = plainLists(context.contract);
      const list = lists[operation % lists.length];
      if (list === undefined) throw new Error('the contract has no list that can be asked without an id');
      requested += 1;
      return listRequest(list, { pageSize: 1 }, { key, fresh: `${scenario} ${requested} ${clock.now()}` });
    },
    has: (key) => run.secrets.has(key),
    ...(keys === undefined ? {} : { keys }),
  };
}
