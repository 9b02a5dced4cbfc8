import type { Check } from '../../harness/check.ts';
import { notRun, verdictOf } from '../../harness/verdict.ts';
import type { Samples } from '../../harness/sample.ts';
import { burstOf, sampleBurst } from './burst-evidence.ts';

/** LIM-02: the 51st within the same minute is refused. */
export const lim02: Check = {
  clause: 'LIM-02',
  judge(seen) {
    const { limit } = seen.target;
    const evidence = burstOf(seen);
    if (typeof evidence === 'string') return notRun(evidence);
    const beyond = evidence.statuses.slice(limit);
    const served = beyond.findIndex((status) => status >= 200 && status < 400);
    if (served < 0) return verdictOf(beyond.length, []);
    const got = `request ${limit + served + 1} served with ${beyond[served]}, ${evidence.seconds} s after the first`;
    return verdictOf(beyond.length, [{ operation: 'all operations', want: `request ${limit + 1} refused`, got }]);
  },
};

export const samples: Samples = { passes: sampleBurst(50, 5), rejects: sampleBurst(51, 4) };
