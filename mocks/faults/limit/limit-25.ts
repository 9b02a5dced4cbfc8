import type { Fault } from '../../fault-hooks.ts';
import { changeSpending } from '../support/limits.ts';

export const limit25: Fault = {
  id: 'limit-25',
  class: 'limit',
  sentence: 'Counts every request twice.',
  clauses: ['LIM-01'],
  hooks: () =>
    changeSpending((honest, providerId, now) => {
      honest.spend(providerId, now);
      return honest.spend(providerId, now);
    }),
};
