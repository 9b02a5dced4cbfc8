import { DEMO_PROVIDERS } from '../../keys/demo.ts';
import type { Fault } from '../hooks.ts';
import type { Limiter } from '../../limits/limiter.ts';

export const refusedKeysSpend: Fault = {
  id: 'refused-keys-spend',
  class: 'limit',
  sentence: 'Takes requests without a valid key off the budget.',
  clauses: ['LIM-10'],
  hooks: ({ clock }) => {
    let budgets: Limiter | undefined;
    return {
      limiter: (original) => {
        budgets = original;
        return original;
      },
      around: (original) => async (request) => {
        const reply = await original(request);
        if (reply.status === 401) budgets?.spend(DEMO_PROVIDERS.main, clock.now());
        return reply;
      },
    };
  },
};
