import { listAsk } from '../harness/asks.ts';
import type { Run } from '../harness/run.ts';
import { burstAsks, plainLists } from './asks.ts';
import { burst } from './burst.ts';
import type { KeyMaker, LimitTarget } from './target.ts';

/** The target of a judging run, as the limit protocol drives it. */
export function targetOf(run: Run, keys?: KeyMaker): LimitTarget {
  const { seen, clock, probe, config } = run;
  const windowMs = seen.target.windowSeconds * 1000;
  let asked = 0;
  return {
    limit: seen.target.limit,
    windowMs,
    depth: seen.depth,
    movable: config.controlUrl !== undefined,
    ledger: seen.ledger,
    now: () => clock.now(),
    sleep: async (ms, why) => {
      run.say(ms, why);
      await clock.sleep(ms);
    },
    burst: (scene, asks, connections) => burst(run, scene, asks, connections),
    one: (scene, ask) => probe.once(ask, { scene, unpaced: true }),
    asks: (scene, count) => burstAsks(run.questions(), seen.contract, scene, count),
    plain(scene, { key = 'active', operation = 0 } = {}) {
      const lists = plainLists(seen.contract);
      const list = lists[operation % lists.length];
      if (list === undefined) throw new Error('the contract has no list that can be asked without an id');
      asked += 1;
      return listAsk(list, { pageSize: 1 }, { key, fresh: `${scene} ${asked} ${clock.now()}` });
    },
    has: (key) => run.secrets.has(key),
    ...(keys === undefined ? {} : { keys }),
  };
}
