import type { Fault } from '../hooks.ts';
import { changeSpending } from '../support/limits.ts';

export const limit51: Fault = {
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
};
