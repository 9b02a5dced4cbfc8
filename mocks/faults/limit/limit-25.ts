import type { Fault } from '../hooks.ts';
import { changeSpending } from '../support/limits.ts';

export const limit25: Fault = {
  id: 'limit-25',
  class: 'limit',
  sentence: 'Counts every request twice.',
  clauses: ['LIM-01'],
  hooks: () =>
    changeSpending((original, providerId, now) => {
      original.spend(providerId, now);
      return original.spend(providerId, now);
    }),
};
