import type { Fault } from '../hooks.ts';
import { changeSpending } from '../support/limits.ts';

export const neverResets: Fault = {
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
};
