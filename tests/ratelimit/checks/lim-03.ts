import type { Check } from '../../harness/check.ts';
import { json, type AnsweredExchange } from '../../harness/exchange.ts';
import { problem, type Samples } from '../../harness/sample.ts';
import { notRun, verdictOf } from '../../harness/verdict.ts';
import { EVERYWHERE } from '../evidence/measured.ts';
import { refusals } from '../evidence/refusals.ts';
import { sampleBurst } from '../evidence/samples.ts';

/** LIM-03: a refusal for the budget is 429. */
export const lim03: Check = {
  clause: 'LIM-03',
  judge(seen) {
    const all = refusals(seen.ledger);
    if (all.length === 0) return notRun('nothing was refused (see LIM-02)');
    const others = [...new Set(all.filter(({ answer }) => answer.status !== 429).map(name))];
    return verdictOf(
      all.length,
      others.map((got) => ({ operation: EVERYWHERE, want: '429', got })),
    );
  },
};

function name({ answer }: AnsweredExchange): string {
  if (answer.status >= 300) return String(answer.status);
  return `${answer.status} with ${json(answer) === undefined ? 'a body that is no JSON' : 'a body that is no list'}`;
}

export const samples: Samples = {
  passes: sampleBurst(50, 5),
  rejects: sampleBurst(50, 5, problem(503, 'Service Unavailable')),
};
