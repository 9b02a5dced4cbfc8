import type { Check } from '../../harness/check.ts';
import { notRun, verdictOf } from '../../harness/verdict.ts';
import type { Samples } from '../../harness/sample.ts';
import { burstOf, sampleBurst } from './burst-evidence.ts';

/** LIM-03: a refusal for the budget is 429. */
export const lim03: Check = {
  clause: 'LIM-03',
  judge(seen) {
    const evidence = burstOf(seen);
    if (typeof evidence === 'string') return notRun(evidence);
    const refusals = evidence.statuses.slice(seen.target.limit).filter((status) => status >= 400);
    if (refusals.length === 0) return notRun('nothing was refused (see LIM-02)');
    const others = [...new Set(refusals.filter((status) => status !== 429))];
    const findings = others.map((status) => ({ operation: 'all operations', want: '429', got: String(status) }));
    return verdictOf(refusals.length, findings);
  },
};

export const samples: Samples = { passes: sampleBurst(50, 5), rejects: sampleBurst(50, 5, 503) };
