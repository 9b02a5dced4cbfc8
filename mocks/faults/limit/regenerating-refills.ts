import type { Fault } from '../../fault-hooks.ts';
import type { Limiter } from '../../limits/limiter.ts';
import { changeKeys } from '../support/keys.ts';

export const regeneratingRefills: Fault = {
  id: 'regenerating-refills',
  class: 'limit',
  sentence: 'Refills the budget when a key is regenerated.',
  clauses: ['LIM-09'],
  hooks: () => {
    let budgets: Limiter | undefined;
    return {
      limiter: (honest) => {
        budgets = honest;
        return honest;
      },
      ...changeKeys((honest) => ({
        regenerate(providerId, id) {
          budgets?.refill(providerId);
          return honest.regenerate(providerId, id);
        },
      })),
    };
  },
};
