import type { Fault } from '../hooks.ts';
import { changeSpending } from '../support/limits.ts';

export const race: Fault = {
  id: 'race',
  class: 'limit',
  sentence: 'Counts a request when it is done, so that requests in flight at once all pass.',
  clauses: ['LIM-11'],
  hooks: () => {
    const owed: (() => void)[] = [];
    return {
      ...changeSpending((original, providerId, now) => {
        const left = original.left(providerId, now);
        if (left < 1) return original.spend(providerId, now);
        owed.push(() => void original.spend(providerId, now));
        return { allowed: true, left: left - 1, waitMs: 0 };
      }),
      around: (original) => async (request) => {
        const reply = await original(request);
        await new Promise((resolve) => setTimeout(resolve, 15));
        for (const pay of owed.splice(0)) pay();
        return reply;
      },
    };
  },
};
