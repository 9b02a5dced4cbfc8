import type { Fault } from '../../fault-hooks.ts';
import { changeSpending } from '../support/limits.ts';

export const race: Fault = {
  id: 'race',
  class: 'limit',
  sentence: 'Counts a request when it is done, so that requests in flight at once all pass.',
  clauses: ['LIM-11'],
  hooks: () => {
    const owed: (() => void)[] = [];
    return {
      ...changeSpending((honest, providerId, now) => {
        const left = honest.left(providerId, now);
        if (left < 1) return honest.spend(providerId, now);
        owed.push(() => void honest.spend(providerId, now));
        return { allowed: true, left: left - 1, waitMs: 0 };
      }),
      around: (honest) => async (request) => {
        const reply = await honest(request);
        await new Promise((resolve) => setTimeout(resolve, 15));
        for (const pay of owed.splice(0)) pay();
        return reply;
      },
    };
  },
};
