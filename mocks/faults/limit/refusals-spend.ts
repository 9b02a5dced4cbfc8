import type { Fault } from '../hooks.ts';
import { changeSpending } from '../support/limits.ts';

export const refusalsSpend: Fault = {
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
};
