import type { FaultHooks } from '../hooks.ts';
import type { Limiter, Spending } from '../../limits/limiter.ts';

/** Counts requests in another way than the conforming limiter, which it may call. */
export const changeSpending = (
  spend: (original: Limiter, providerId: string, now: number) => Spending,
): FaultHooks => ({
  limiter: (original) => ({ ...original, spend: (providerId, now) => spend(original, providerId, now) }),
});

/** A window that is `factor` times as long as it should be. */
export const stretched = (factor: number): FaultHooks =>
  changeSpending((original, providerId, now) => {
    const { waitMs, ...spending } = original.spend(providerId, now / factor);
    return { ...spending, waitMs: waitMs * factor };
  });

/** Uses the budgets elsewhere than where a request is counted; they are there once the mock serves. */
export function withBudgets(change: (budgets: () => Limiter | undefined) => FaultHooks): FaultHooks {
  let budgets: Limiter | undefined;
  return { limiter: (original) => (budgets = original), ...change(() => budgets) };
}
