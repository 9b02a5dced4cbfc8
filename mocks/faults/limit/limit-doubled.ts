import type { Fault } from '../hooks.ts';
import { changeSpending } from '../support/limits.ts';

export const limitDoubled: Fault = {
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
};
