import type { Fault } from '../hooks.ts';
import { changeSpending } from '../support/limits.ts';

export const refusalsExtend: Fault = {
  id: 'refusals-extend',
  class: 'limit',
  sentence: 'Begins the wait again at every refusal.',
  clauses: ['LIM-06'],
  hooks: ({ limit: { windowMs } }) => {
    const refused = new Map<string, number>();
    return changeSpending((original, providerId, now) => {
      const since = now - (refused.get(providerId) ?? -Infinity);
      const spending =
        since < windowMs ? { allowed: false, left: 0, waitMs: windowMs } : original.spend(providerId, now);
      if (!spending.allowed) refused.set(providerId, now);
      return spending;
    });
  },
};
