import type { Fault } from '../../fault-hooks.ts';
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
      limiter: (honest) => {
        budgets = honest;
        return honest;
      },
      ...changeKeys((honest) => ({
        generate(providerId, ...how) {
          budgets?.refill(providerId);
          return honest.generate(providerId, ...how);
        },
      })),
    };
  },
};
