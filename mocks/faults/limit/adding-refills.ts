import type { Fault } from '../hooks.ts';
import type { Limiter } from '../../limits/limiter.ts';
import { changeKeys } from '../support/keys.ts';

export const addingRefills: Fault = {
  id: 'adding-refills',
  class: 'limit',
  sentence: 'Refills the budget when a key is added.',
  clauses: ['LIM-09'],
  hooks: () => {
    let budgets: Limiter | undefined;
    return {
      limiter: (original) => {
        budgets = original;
        return original;
      },
      ...changeKeys((original) => ({
        generate(providerId, ...how) {
          budgets?.refill(providerId);
          return original.generate(providerId, ...how);
        },
      })),
    };
  },
};
