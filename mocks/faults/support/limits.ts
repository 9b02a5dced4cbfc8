import type { FaultHooks } from '../../fault-hooks.ts';
import type { Limiter, Spending } from '../../limits/limiter.ts';

/** Spends the budget in another way than the honest limiter, which it may ask. */
export const changeSpending = (spend: (honest: Limiter, providerId: string, now: number) => Spending): FaultHooks => ({
  limiter: (honest) => ({ ...honest, spend: (providerId, now) => spend(honest, providerId, now) }),
});

/** A window that is `factor` times as long as it should be. */
export const stretched = (factor: number): FaultHooks =>
  changeSpending((honest, providerId, now) => {
    const { waitMs, ...spending } = honest.spend(providerId, now / factor);
    return { ...spending, waitMs: waitMs * factor };
  });
