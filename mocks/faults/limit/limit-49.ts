import type { Fault } from '../hooks.ts';
import { changeSpending } from '../support/limits.ts';

export const limit49: Fault = {
  id: 'limit-49',
  class: 'limit',
  sentence: 'Refuses the fiftieth request.',
  clauses: ['LIM-01'],
  hooks: ({ limit: { windowMs } }) =>
    changeSpending((original, providerId, now) => {
      const spending = original.spend(providerId, now);
      return spending.allowed && spending.left < 1 ? { allowed: false, left: 0, waitMs: windowMs } : spending;
    }),
};
