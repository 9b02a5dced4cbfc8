import { DEMO_PROVIDERS } from '../../keys/demo.ts';
import type { Fault } from '../hooks.ts';
import { changeKeys } from '../support/keys.ts';
import { changeSpending, stretched, withBudgets } from '../support/limits.ts';
import { HTML, changeStatus, htmlPage, withBody, withHeaders } from '../support/replies.ts';
import { keyIn } from '../support/requests.ts';
import { faultOf } from '../support/row.ts';

const fault = faultOf('limit');

/** Faults of the class limit: when requests are served again, and what a 429 says. */
export const limitWaiting: readonly Fault[] = [
  fault('never-resets', 'Never gives used quota back.', ['LIM-06'], () => {
    const first = new Map<string, number>();
    return changeSpending((original, providerId, now) => {
      if (!first.has(providerId)) first.set(providerId, now);
      return original.spend(providerId, first.get(providerId) ?? now);
    });
  }),
  fault('refusals-extend', 'Begins the wait again at every rejection.', ['LIM-06'], ({ limit: { windowMs } }) => {
    const rejected = new Map<string, number>();
    return changeSpending((original, providerId, now) => {
      const since = now - (rejected.get(providerId) ?? -Infinity);
      const spending =
        since < windowMs ? { allowed: false, left: 0, waitMs: windowMs } : original.spend(providerId, now);
      if (!spending.allowed) rejected.set(providerId, now);
      return spending;
    });
  }),
  fault('refusals-spend', 'Counts rejected requests against the next window.', ['LIM-06'], () => {
    const owed = new Map<string, number>();
    return changeSpending((original, providerId, now) => {
      const spending = original.spend(providerId, now);
      const debt = owed.get(providerId) ?? 0;
      if (!spending.allowed) owed.set(providerId, debt + 10);
      if (!spending.allowed || debt === 0) return spending;
      owed.set(providerId, debt - 1);
      return { allowed: false, left: 0, waitMs: 1000 };
    });
  }),
  fault('window-long', 'Takes a minute for 70 seconds.', ['LIM-06'], () => stretched(70 / 60)),
  fault('window-hour', 'Takes an hour for a minute.', ['LIM-06'], () => stretched(60)),
  fault('regenerating-refills', 'Refills the quota when a key is regenerated.', ['LIM-09'], () =>
    withBudgets((budgets) =>
      changeKeys((original) => ({
        regenerate(providerId, id) {
          budgets()?.refill(providerId);
          return original.regenerate(providerId, id);
        },
      })),
    ),
  ),
  fault('adding-refills', 'Refills the quota when a key is added.', ['LIM-09'], () =>
    withBudgets((budgets) =>
      changeKeys((original) => ({
        generate(providerId, ...how) {
          budgets()?.refill(providerId);
          return original.generate(providerId, ...how);
        },
      })),
    ),
  ),
  fault('refused-keys-spend', 'Counts requests without a valid key against the quota.', ['LIM-10'], ({ clock }) =>
    withBudgets((budgets) =>
      changeStatus(401, (reply) => {
        budgets()?.spend(DEMO_PROVIDERS.main, clock.now());
        return reply;
      }),
    ),
  ),
  fault(
    'revoked-keys-spend',
    "Counts requests with a revoked key against its provider's quota.",
    ['LIM-10'],
    ({ clock, demoKeys }) =>
      withBudgets((budgets) =>
        changeStatus(401, (reply, request) => {
          if (keyIn(request) === demoKeys.revoked) budgets()?.spend(DEMO_PROVIDERS.main, clock.now());
          return reply;
        }),
      ),
  ),
  fault('retry-after-epoch', 'Writes the end of the window as seconds since 1970.', ['LIM-07'], ({ clock }) =>
    changeStatus(429, (reply) =>
      withHeaders(reply, {
        'retry-after': String(Math.ceil(clock.now() / 1000) + Number(reply.headers['retry-after'])),
      }),
    ),
  ),
  fault('retry-after-static', 'Always says to wait an hour.', ['LIM-07'], () =>
    changeStatus(429, (reply) => withHeaders(reply, { 'retry-after': '3600' })),
  ),
  fault('retry-after-short', 'Always says to wait one second.', ['LIM-07'], () =>
    changeStatus(429, (reply) => withHeaders(reply, { 'retry-after': '1' })),
  ),
  fault('retry-after-milliseconds', 'Says how long to wait in milliseconds.', ['LIM-07'], () =>
    changeStatus(429, (reply) =>
      withHeaders(reply, { 'retry-after': String(Number(reply.headers['retry-after']) * 1000) }),
    ),
  ),
  fault('retry-after-words', 'Says how long to wait in words.', ['LIM-07'], () =>
    changeStatus(429, (reply) => withHeaders(reply, { 'retry-after': 'in a minute' })),
  ),
  fault('retry-after-fraction', 'Says how long to wait with a fraction of a second.', ['LIM-07'], () =>
    changeStatus(429, (reply) => withHeaders(reply, { 'retry-after': `${reply.headers['retry-after'] ?? ''}.25` })),
  ),
  fault('refusal-cacheable', 'Lets caches keep a rejection for the quota.', ['LIM-12'], () =>
    changeStatus(429, (reply) => withHeaders(reply, { 'cache-control': 'public, max-age=600' })),
  ),
  fault('refusal-page', 'Rejects for the quota with an HTML page.', ['LIM-12'], () =>
    changeStatus(429, (reply) => withBody(reply, htmlPage('429 Too Many Requests'), HTML)),
  ),
];
