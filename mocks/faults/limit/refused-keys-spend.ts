import { DEMO_PROVIDERS } from '../../demo.ts';
import type { Fault } from '../../fault-hooks.ts';
import type { Limiter } from '../../limits/limiter.ts';

export const refusedKeysSpend: Fault = {
  id: 'refused-keys-spend',
  class: 'limit',
  sentence: 'Takes requests without a valid key off the budget.',
  clauses: ['LIM-10'],
  hooks: ({ clock }) => {
    let budgets: Limiter | undefined;
    return {
      limiter: (honest) => {
        budgets = honest;
        return honest;
      },
      around: (honest) => async (request) => {
        const reply = await honest(request);
        if (reply.status === 401) budgets?.spend(DEMO_PROVIDERS.main, clock.now());
        return reply;
      },
    };
  },
};
