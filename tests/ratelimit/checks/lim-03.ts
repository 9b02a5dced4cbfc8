import type { Check } from '../../../verifier/check.ts';
import { json, type CompletedExchange } from '../../../verifier/exchange.ts';
import { problem, type Samples } from '../../../verifier/samples/sample.ts';
import { notRun, verdictOf } from '../../../verifier/verdict.ts';
import { EVERYWHERE } from '../evidence/measured.ts';
import { rejections } from '../evidence/rejections.ts';
import { sampleBurst } from '../evidence/samples.ts';

/** LIM-03: a rejection for the budget is 429. */
export const lim03: Check = {
  clause: 'LIM-03',
  judge(context) {
    const all = rejections(context.recorder);
    if (all.length === 0) return notRun('nothing was refused (see LIM-02)');
    const others = [...new Set(all.filter(({ response }) => response.status !== 429).map(name))];
    return verdictOf(
      all.length,
      others.map((got) => ({ operation: EVERYWHERE, want: '429', got })),
    );
  },
};

function name({ response }: CompletedExchange): string {
  if (response.status >= 300) return String(response.status);
  return `${response.status} with ${json(response) === undefined ? 'a body that is no JSON' : 'a body that is no list'}`;
}

export const samples: Samples = {
  passes: sampleBurst(50, 5),
  rejects: sampleBurst(50, 5, problem(503, 'Service Unavailable')),
};
