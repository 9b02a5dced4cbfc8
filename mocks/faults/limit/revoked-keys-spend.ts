import { DEMO_PROVIDERS } from '../../keys/demo.ts';
import type { Fault } from '../hooks.ts';
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
      limiter: (original) => {
        budgets = original;
        return original;
      },
      around: (original) => async (request) => {
        const reply = await original(request);
        if (reply.status === 401 && keyIn(request) === demoKeys.revoked)
          budgets?.spend(DEMO_PROVIDERS.main, clock.now());
        return reply;
      },
    };
  },
};
