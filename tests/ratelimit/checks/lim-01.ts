import type { Check } from '../../harness/check.ts';
import { notRun, verdictOf } from '../../harness/verdict.ts';
import type { Samples } from '../../harness/sample.ts';
import { burstOf, sampleBurst } from './burst-evidence.ts';

/** LIM-01: 50 requests within a minute are all served. */
export const lim01: Check = {
  clause: 'LIM-01',
  judge(seen) {
    const { limit } = seen.target;
    const evidence = burstOf(seen);
    if (typeof evidence === 'string') return notRun(evidence);
    const within = evidence.statuses.slice(0, limit);
    const refused = within.findIndex((status) => status === 429 || status === 503);
    if (refused < 0) return verdictOf(within.length, []);
    const got = `request ${refused + 1} refused with ${within[refused]}, ${evidence.seconds} s after the first`;
    return verdictOf(within.length, [
      { operation: 'all operations', want: `${limit} requests served within the window`, got },
    ]);
  },
};

export const samples: Samples = { passes: sampleBurst(50, 5), rejects: sampleBurst(49, 6) };
