import { DEMO_PROVIDERS } from '../../demo.ts';
import type { Fault } from '../../fault-hooks.ts';
import type { Limiter } from '../../limits/limiter.ts';
import { keyIn } from '../support/requests.ts';

export const revokedKeysSpend: Fault = {
  id: 'revoked-keys-spend',
  class: 'limit',
  sentence: "Takes requests with a revoked key off its provider's budget.",
  clauses: ['LIM-10'],
  hooks: ({ clock, demoKeys }) => {
    let budgets: Limiter | undefined;
    return {
      limiter: (honest) => {
        budgets = honest;
        return honest;
      },
      around: (honest) => async (request) => {
        const reply = await honest(request);
        if (reply.status === 401 && keyIn(request) === demoKeys.revoked)
          budgets?.spend(DEMO_PROVIDERS.main, clock.now());
        return reply;
      },
    };
  },
};
