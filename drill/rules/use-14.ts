import type { ClientRun, RuleFinding } from './evidence.ts';
import { failedOnTheWay, sameAs, type SentRequest } from './requests.ts';
import { knew } from './knew.ts';
import { about, judged, type Rule } from './rule.ts';
import { ran, times } from './sample.ts';

const MOST_AGAIN = 5;
/**
 * Gaps that are too short for a pause: two very short ones, or three longer ones. HTTP libraries retry once at once by
 * themselves.
 */
const AT_ONCE = [
  { gaps: 2, ms: 50 },
  { gaps: 3, ms: 100 },
];

/** Failures of the same request in a row, each with what followed it. */
function chains(run: ClientRun): SentRequest[][] {
  const open = new Map<string, SentRequest[]>();
  const all: SentRequest[][] = [];
  for (const request of run.requests) {
    const name = sameAs(request);
    const chain = open.get(name);
    const failed = chain?.at(-1);
    // The same request, sent side by side with it by another part of the client, is none that is sent again.
    if (failed && !knew(run, failed, request)) continue;
    chain?.push(request);
    if (!failedOnTheWay(request)) open.delete(name);
    else if (!chain) {
      const started = [request];
      open.set(name, started);
      all.push(started);
    }
  }
  return all;
}

function judgeChain(client: ClientRun, chain: readonly SentRequest[]): RuleFinding[] {
  const [again, last] = [chain.slice(1), chain.at(-1)];
  if (!last) return [];
  const count = String(again.length);
  if (again.length > MOST_AGAIN) {
    return [about(client, last, `a failed request at most ${MOST_AGAIN} times again`, `${count} times again`)];
  }
  const gaps = again.map((request, at) => Math.max(0, request.at - (chain[at]?.endedAt ?? 0)));
  if (!AT_ONCE.some((one) => gaps.length >= one.gaps && gaps.every((gap) => gap < one.ms))) return [];
  const got = `${count} times again, ${gaps.map((gap) => `${gap.toFixed(0)} ms`).join(', ')} after the failure`;
  return [about(client, last, 'a pause before a failed request is sent again', got)];
}

/** USE-14: a failed request is sent again at most five times, and not at once each time. */
export const use14: Rule = {
  id: 'USE-14',
  judge({ runs }) {
    const met = runs.flatMap((client) => chains(client).map((chain) => ({ client, chain })));
    const findings = met.flatMap(({ client, chain }) => judgeChain(client, chain));
    return judged(met.length, findings, 'no request failed on the way');
  },
  samples: {
    passes: ran(
      '503-for-good',
      { nature: 'down', expects: 'failure' },
      ...times(6, { text: 'GET /clients', status: 503, after: 200 }),
    ),
    rejects: {
      'too often': ran(
        '503-for-good',
        { nature: 'down', expects: 'failure' },
        ...times(7, { text: 'GET /clients', status: 503, after: 2000 }),
      ),
      'at once each time': ran(
        'three-503',
        { nature: 'network', expects: 'same-result' },
        ...times(3, { text: 'GET /clients', status: 503, after: 5 }),
        { text: 'GET /clients', after: 5 },
      ),
    },
  },
};
