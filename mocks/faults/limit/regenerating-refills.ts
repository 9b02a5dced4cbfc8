import type { Fault } from '../hooks.ts';
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
      limiter: (original) => {
        budgets = original;
        return original;
      },
      ...changeKeys((original) => ({
        regenerate(providerId, id) {
          budgets?.refill(providerId);
          return original.regenerate(providerId, id);
        },
      })),
    };
  },
};
