import type { Check } from '../../../verifier/check.ts';
import { json, type CompletedExchange } from '../../../verifier/exchange.ts';
import { problem, type Samples } from '../../../verifier/samples/sample.ts';
import { notRun, verdictOf } from '../../../verifier/verdict.ts';
import { bans } from '../evidence/bursts.ts';
import { whyLeftOut } from '../evidence/left-out.ts';
import { EVERYWHERE } from '../evidence/measured.ts';
import { rejections } from '../evidence/rejections.ts';
import { sampleBurst } from '../evidence/samples.ts';

/** LIM-03: a rejection for the quota is 429, however often it comes. */
export const lim03: Check = {
  clause: 'LIM-03',
  judge(context) {
    const { recorder } = context;
    const all = rejections(recorder);
    if (all.length === 0) return notRun(whyLeftOut(context, 'rejected', 'nothing was rejected (see LIM-02)'));
    const [ban] = bans(recorder);
    const banned = ban === undefined ? undefined : String(ban.response.status);
    const others = [...new Set(all.filter(({ response }) => response.status !== 429).map(name))];
    return verdictOf(all.length, [
      ...others.filter((got) => got !== banned).map((got) => ({ operation: EVERYWHERE, want: '429', got })),
      ...(ban === undefined ? [] : [{ operation: EVERYWHERE, want: '429', got: sayBan(ban, all), exchange: ban.n }]),
    ]);
  },
};

/** A ban in words: after how many rejections it came. */
function sayBan({ response, n }: CompletedExchange, all: readonly CompletedExchange[]): string {
  const before = all.filter((one) => one.n < n && one.response.status === 429).length;
  return `a ban: ${response.status} after ${before} times 429, with a key that was served before`;
}

function name({ response }: CompletedExchange): string {
  if (response.status >= 300) return String(response.status);
  return `${response.status} with ${json(response) === undefined ? 'a body that is no JSON' : 'a body that is no list'}`;
}

export const samples: Samples = {
  passes: sampleBurst(50, 5),
  rejects: [sampleBurst(50, 5, problem(503, 'Service Unavailable'))],
};
