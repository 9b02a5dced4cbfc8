import { DEMO_PROVIDERS } from '../../keys/demo.ts';
import type { Limiter } from '../../limits/limiter.ts';
import type { Fault } from '../hooks.ts';
import { changeKeys } from '../support/keys.ts';
import { changeSpending, stretched } from '../support/limits.ts';
import { HTML, changeStatus, htmlPage, withBody, withHeaders } from '../support/replies.ts';
import { keyIn } from '../support/requests.ts';

/** Faults of the class limit: when requests are served again, and what a 429 says. */
export const limitWaiting: readonly Fault[] = [
  {
    id: 'never-resets',
    class: 'limit',
    sentence: 'Never gives a spent budget back.',
    clauses: ['LIM-06'],
    hooks: () => {
      const first = new Map<string, number>();
      return changeSpending((original, providerId, now) => {
        if (!first.has(providerId)) first.set(providerId, now);
        return original.spend(providerId, first.get(providerId) ?? now);
      });
    },
  },
  {
    id: 'refusals-extend',
    class: 'limit',
    sentence: 'Begins the wait again at every refusal.',
    clauses: ['LIM-06'],
    hooks: ({ limit: { windowMs } }) => {
      const rejected = new Map<string, number>();
      return changeSpending((original, providerId, now) => {
        const since = now - (rejected.get(providerId) ?? -Infinity);
        const spending =
          since < windowMs ? { allowed: false, left: 0, waitMs: windowMs } : original.spend(providerId, now);
        if (!spending.allowed) rejected.set(providerId, now);
        return spending;
      });
    },
  },
  {
    id: 'refusals-spend',
    class: 'limit',
    sentence: 'Counts refused requests against the next window.',
    clauses: ['LIM-06'],
    hooks: () => {
      const owed = new Map<string, number>();
      return changeSpending((original, providerId, now) => {
        const spending = original.spend(providerId, now);
        const debt = owed.get(providerId) ?? 0;
        if (!spending.allowed) owed.set(providerId, debt + 10);
        if (!spending.allowed || debt === 0) return spending;
        owed.set(providerId, debt - 1);
        return { allowed: false, left: 0, waitMs: 1000 };
      });
    },
  },
  {
    id: 'window-long',
    class: 'limit',
    sentence: 'Takes a minute for 70 seconds.',
    clauses: ['LIM-06'],
    hooks: () => stretched(70 / 60),
  },
  {
    id: 'window-hour',
    class: 'limit',
    sentence: 'Takes an hour for a minute.',
    clauses: ['LIM-06'],
    hooks: () => stretched(60),
  },
  {
    id: 'regenerating-refills',
    class: 'limit',
    sentence: 'Refills the budget when a key is regenerated.',
    clauses: ['LIM-09'],
    hooks: () => {
      let budgets: Limiter | undefined;
      return {
        limiter: (original) => {
          budgets = original;
          return original;
        },
        ...changeKeys((original) => ({
          regenerate(providerId, id) {
            budgets?.refill(providerId);
            return original.regenerate(providerId, id);
          },
        })),
      };
    },
  },
  {
    id: 'adding-refills',
    class: 'limit',
    sentence: 'Refills the budget when a key is added.',
    clauses: ['LIM-09'],
    hooks: () => {
      let budgets: Limiter | undefined;
      return {
        limiter: (original) => {
          budgets = original;
          return original;
        },
        ...changeKeys((original) => ({
          generate(providerId, ...how) {
            budgets?.refill(providerId);
            return original.generate(providerId, ...how);
          },
        })),
      };
    },
  },
  {
    id: 'refused-keys-spend',
    class: 'limit',
    sentence: 'Takes requests without a valid key off the budget.',
    clauses: ['LIM-10'],
    hooks: ({ clock }) => {
      let budgets: Limiter | undefined;
      return {
        limiter: (original) => {
          budgets = original;
          return original;
        },
        around: (original) => async (request) => {
          const reply = await original(request);
          if (reply.status === 401) budgets?.spend(DEMO_PROVIDERS.main, clock.now());
          return reply;
        },
      };
    },
  },
  {
    id: 'revoked-keys-spend',
    class: 'limit',
    sentence: "Takes requests with a revoked key off its provider's budget.",
    clauses: ['LIM-10'],
    hooks: ({ clock, demoKeys }) => {
      let budgets: Limiter | undefined;
      return {
        limiter: (original) => {
          budgets = original;
          return original;
        },
        around: (original) => async (request) => {
          const reply = await original(request);
          if (reply.status === 401 && keyIn(request) === demoKeys.revoked)
            budgets?.spend(DEMO_PROVIDERS.main, clock.now());
          return reply;
        },
      };
    },
  },
  {
    id: 'retry-after-epoch',
    class: 'limit',
    sentence: 'Writes the end of the window as seconds since 1970.',
    clauses: ['LIM-07'],
    hooks: ({ clock }) =>
      changeStatus(429, (reply) =>
        withHeaders(reply, {
          'retry-after': String(Math.ceil(clock.now() / 1000) + Number(reply.headers['retry-after'])),
        }),
      ),
  },
  {
    id: 'retry-after-static',
    class: 'limit',
    sentence: 'Always says to wait an hour.',
    clauses: ['LIM-07'],
    hooks: () => changeStatus(429, (reply) => withHeaders(reply, { 'retry-after': '3600' })),
  },
  {
    id: 'retry-after-short',
    class: 'limit',
    sentence: 'Always says to wait one second.',
    clauses: ['LIM-07'],
    hooks: () => changeStatus(429, (reply) => withHeaders(reply, { 'retry-after': '1' })),
  },
  {
    id: 'retry-after-milliseconds',
    class: 'limit',
    sentence: 'Says how long to wait in milliseconds.',
    clauses: ['LIM-07'],
    hooks: () =>
      changeStatus(429, (reply) =>
        withHeaders(reply, { 'retry-after': String(Number(reply.headers['retry-after']) * 1000) }),
      ),
  },
  {
    id: 'retry-after-words',
    class: 'limit',
    sentence: 'Says how long to wait in words.',
    clauses: ['LIM-07'],
    hooks: () => changeStatus(429, (reply) => withHeaders(reply, { 'retry-after': 'in a minute' })),
  },
  {
    id: 'retry-after-fraction',
    class: 'limit',
    sentence: 'Says how long to wait with a fraction of a second.',
    clauses: ['LIM-07'],
    hooks: () =>
      changeStatus(429, (reply) => withHeaders(reply, { 'retry-after': `${reply.headers['retry-after'] ?? ''}.25` })),
  },
  {
    id: 'refusal-cacheable',
    class: 'limit',
    sentence: 'Lets caches keep a refusal for the budget.',
    clauses: ['LIM-12'],
    hooks: () => changeStatus(429, (reply) => withHeaders(reply, { 'cache-control': 'public, max-age=600' })),
  },
  {
    id: 'refusal-page',
    class: 'limit',
    sentence: 'Refuses for the budget with an HTML page.',
    clauses: ['LIM-12'],
    hooks: () => changeStatus(429, (reply) => withBody(reply, htmlPage('429 Too Many Requests'), HTML)),
  },
];
