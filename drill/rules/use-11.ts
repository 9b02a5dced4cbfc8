import { statusOf, type SentRequest } from './requests.ts';
import { UNDISTURBED, UNDISTURBED_AGAIN } from './nature.ts';
import { about, judged, type Rule } from './rule.ts';
import { requests } from './sample.ts';

const USUAL = [UNDISTURBED, UNDISTURBED_AGAIN];

/** The first request over the limit: a window opens with a request, and closes by itself. */
function overTheLimit(all: readonly SentRequest[], most: number, windowMs: number): SentRequest | undefined {
  let [start, used] = [-Infinity, 0];
  return all.find(({ at }) => {
    if (at >= start + windowMs) [start, used] = [at, 0];
    used += 1;
    return used > most;
  });
}

/** USE-11: an undisturbed run stays within the rate limit. The drill does not enforce the limit: it counts. */
export const use11: Rule = {
  id: 'USE-11',
  judge({ runs, contract }) {
    const { requests: most, windowSeconds } = contract.limit;
    const usual = runs.filter(({ scenario, requests: all }) => USUAL.includes(scenario.id) && all.length > 0);
    const findings = usual.flatMap((run) => {
      const paid = run.requests.filter((request) => request.key.header === 'valid' && !request.outside);
      const over = paid.find((request) => statusOf(request) === 429) ?? overTheLimit(paid, most, windowSeconds * 1000);
      if (!over) return [];
      const want = `at most ${most} requests in ${windowSeconds} s for all keys of the provider`;
      return [about(run, over, want, `${paid.length} requests in ${Math.ceil(run.seconds)} s`)];
    });
    return judged(usual.length, findings, 'the client sent no request');
  },
  samples: {
    passes: requests(...Array.from({ length: 50 }, (_, i) => `GET /clients?page=${i + 1}`), {
      text: 'GET /users',
      after: 60_000,
    }),
    rejects: {
      'more than the limit': requests(...Array.from({ length: 51 }, (_, i) => `GET /clients?page=${i + 1}`)),
      'a 429': requests({ text: 'GET /clients', status: 429 }),
    },
  },
};
