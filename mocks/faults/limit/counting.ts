import type { Fault } from '../hooks.ts';
import { changeSpending, stretched } from '../support/limits.ts';
import { changeStatus, problem } from '../support/replies.ts';
import { faultOf } from '../support/row.ts';

const fault = faultOf('limit');

/** Faults of the class limit: how many requests are served, and to whom. */
export const limitCounting: readonly Fault[] = [
  fault('no-limit', 'Knows no limit.', ['LIM-02'], () =>
    changeSpending((original, providerId, now) => ({ ...original.spend(providerId, now), allowed: true, waitMs: 0 })),
  ),
  fault('limit-49', 'Rejects the fiftieth request.', ['LIM-01'], ({ limit: { windowMs } }) =>
    changeSpending((original, providerId, now) => {
      const spending = original.spend(providerId, now);
      return spending.allowed && spending.left < 1 ? { allowed: false, left: 0, waitMs: windowMs } : spending;
    }),
  ),
  fault('limit-51', 'Serves one request over the limit.', ['LIM-02'], () => {
    const extra = new Set<string>();
    return changeSpending((original, providerId, now) => {
      const spending = original.spend(providerId, now);
      if (spending.allowed) extra.delete(providerId);
      if (spending.allowed || extra.has(providerId)) return spending;
      extra.add(providerId);
      return { allowed: true, left: 0, waitMs: 0 };
    });
  }),
  fault('limit-doubled', 'Counts every second request alone.', ['LIM-02'], () => {
    let count = 0;
    return changeSpending((original, providerId, now) => {
      count += 1;
      const left = original.left(providerId, now);
      return count % 2 === 0 && left > 0 ? { allowed: true, left, waitMs: 0 } : original.spend(providerId, now);
    });
  }),
  fault('limit-25', 'Counts every request twice.', ['LIM-01'], () =>
    changeSpending((original, providerId, now) => {
      original.spend(providerId, now);
      return original.spend(providerId, now);
    }),
  ),
  fault('rejects-early', 'Rejects one request of twenty although quota is left.', ['LIM-01'], () => {
    let count = 0;
    return changeSpending((original, providerId, now) => {
      count += 1;
      const left = original.left(providerId, now);
      return count % 20 === 0 && left > 0 ? { allowed: false, left, waitMs: 1_000 } : original.spend(providerId, now);
    });
  }),
  fault('per-key', 'Keeps a quota for each key.', ['LIM-04'], () => ({ account: () => (_request, key) => key.id })),
  fault('per-operation', 'Keeps a quota for each operation.', ['LIM-08', 'LIM-02'], () => ({
    account: () => (request, key) => `${key.providerId} ${request.path}`,
  })),
  fault('heavy-lists-apart', 'Keeps one operation out of the quota.', ['LIM-08', 'LIM-02'], () => ({
    account: () => (request, key) => (request.path === '/users' ? `${key.providerId} users` : key.providerId),
  })),
  fault('shared-by-providers', 'Lets all IT providers share one quota.', ['LIM-05'], () => ({
    account: () => () => 'everybody',
  })),
  fault('by-address', 'Keeps a quota for each address that requests come from.', ['LIM-05'], () => ({
    account: () => (request) => request.remoteAddress,
  })),
  fault('window-short', 'Takes a minute for 50 seconds.', ['LIM-02', 'LIM-06'], () => stretched(50 / 60)),
  fault('race', 'Counts a request when it is done, so that requests in flight at once all pass.', ['LIM-11'], () => {
    const owed: (() => void)[] = [];
    return {
      ...changeSpending((original, providerId, now) => {
        const left = original.left(providerId, now);
        if (left < 1) return original.spend(providerId, now);
        owed.push(() => void original.spend(providerId, now));
        return { allowed: true, left: left - 1, waitMs: 0 };
      }),
      around: (original) => async (request) => {
        const reply = await original(request);
        await new Promise((resolve) => setTimeout(resolve, 15));
        for (const pay of owed.splice(0)) pay();
        return reply;
      },
    };
  }),
  fault('status-503', 'Rejects for the quota with 503.', ['LIM-03'], () =>
    changeStatus(429, (reply) => ({ ...reply, status: 503 })),
  ),
  fault('status-200', 'Rejects for the quota with status 200 and an error in the body.', ['LIM-03'], () =>
    changeStatus(429, (reply) => ({ ...reply, status: 200 })),
  ),
  fault('status-403', 'Rejects for the quota with 403.', ['LIM-03'], () =>
    changeStatus(429, (reply) => problem(reply, 403, 'Forbidden', 'The quota is exhausted.')),
  ),
];
