import type { Fault } from '../hooks.ts';
import { changeSpending, stretched } from '../support/limits.ts';
import { changeStatus, problem } from '../support/replies.ts';

/** Faults of the class limit: how many requests are served, and to whom. */
export const limitCounting: readonly Fault[] = [
  {
    id: 'no-limit',
    class: 'limit',
    sentence: 'Knows no limit.',
    clauses: ['LIM-02'],
    hooks: () =>
      changeSpending((original, providerId, now) => ({ ...original.spend(providerId, now), allowed: true, waitMs: 0 })),
  },
  {
    id: 'limit-49',
    class: 'limit',
    sentence: 'Refuses the fiftieth request.',
    clauses: ['LIM-01'],
    hooks: ({ limit: { windowMs } }) =>
      changeSpending((original, providerId, now) => {
        const spending = original.spend(providerId, now);
        return spending.allowed && spending.left < 1 ? { allowed: false, left: 0, waitMs: windowMs } : spending;
      }),
  },
  {
    id: 'limit-51',
    class: 'limit',
    sentence: 'Serves one request over the limit.',
    clauses: ['LIM-02'],
    hooks: () => {
      const extra = new Set<string>();
      return changeSpending((original, providerId, now) => {
        const spending = original.spend(providerId, now);
        if (spending.allowed) extra.delete(providerId);
        if (spending.allowed || extra.has(providerId)) return spending;
        extra.add(providerId);
        return { allowed: true, left: 0, waitMs: 0 };
      });
    },
  },
  {
    id: 'limit-doubled',
    class: 'limit',
    sentence: 'Counts every second request alone.',
    clauses: ['LIM-02'],
    hooks: () => {
      let count = 0;
      return changeSpending((original, providerId, now) => {
        count += 1;
        const left = original.left(providerId, now);
        return count % 2 === 0 && left > 0 ? { allowed: true, left, waitMs: 0 } : original.spend(providerId, now);
      });
    },
  },
  {
    id: 'limit-25',
    class: 'limit',
    sentence: 'Counts every request twice.',
    clauses: ['LIM-01'],
    hooks: () =>
      changeSpending((original, providerId, now) => {
        original.spend(providerId, now);
        return original.spend(providerId, now);
      }),
  },
  {
    id: 'per-key',
    class: 'limit',
    sentence: 'Keeps a budget for each key.',
    clauses: ['LIM-04'],
    hooks: () => ({ account: () => (_request, key) => key.id }),
  },
  {
    id: 'per-operation',
    class: 'limit',
    sentence: 'Keeps a budget for each operation.',
    clauses: ['LIM-08', 'LIM-02'],
    hooks: () => ({ account: () => (request, key) => `${key.providerId} ${request.path}` }),
  },
  {
    id: 'heavy-lists-apart',
    class: 'limit',
    sentence: 'Keeps one operation out of the budget.',
    clauses: ['LIM-08', 'LIM-02'],
    hooks: () => ({
      account: () => (request, key) => (request.path === '/users' ? `${key.providerId} users` : key.providerId),
    }),
  },
  {
    id: 'shared-by-providers',
    class: 'limit',
    sentence: 'Lets all IT providers share one budget.',
    clauses: ['LIM-05'],
    hooks: () => ({ account: () => () => 'everybody' }),
  },
  {
    id: 'by-address',
    class: 'limit',
    sentence: 'Keeps a budget for each address that requests come from.',
    clauses: ['LIM-05'],
    hooks: () => ({ account: () => (request) => request.remoteAddress }),
  },
  {
    id: 'window-short',
    class: 'limit',
    sentence: 'Takes a minute for 50 seconds.',
    clauses: ['LIM-02', 'LIM-06'],
    hooks: () => stretched(50 / 60),
  },
  {
    id: 'race',
    class: 'limit',
    sentence: 'Counts a request when it is done, so that requests in flight at once all pass.',
    clauses: ['LIM-11'],
    hooks: () => {
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
    },
  },
  {
    id: 'status-503',
    class: 'limit',
    sentence: 'Refuses for the budget with 503.',
    clauses: ['LIM-03'],
    hooks: () => changeStatus(429, (reply) => ({ ...reply, status: 503 })),
  },
  {
    id: 'status-200',
    class: 'limit',
    sentence: 'Refuses for the budget with status 200 and an error in the body.',
    clauses: ['LIM-03'],
    hooks: () => changeStatus(429, (reply) => ({ ...reply, status: 200 })),
  },
  {
    id: 'status-403',
    class: 'limit',
    sentence: 'Refuses for the budget with 403.',
    clauses: ['LIM-03'],
    hooks: () => changeStatus(429, (reply) => problem(reply, 403, 'Forbidden', 'The quota is exhausted.')),
  },
];
