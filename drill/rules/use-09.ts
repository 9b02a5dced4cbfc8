import type { ClientRun, RuleFinding } from './evidence.ts';
import { bySame, statusOf } from './requests.ts';
import { about, judged, type Rule } from './rule.ts';
import { requests } from './sample.ts';

/** A client that sends a request again after this long wants to know whether something changed. */
const NEWS_MS = 10_000;
/** After this long a client may have given up waiting (the machine is busy), and never had the response. */
const LATE_MS = 1000;

function repeated(run: ClientRun): RuleFinding[] {
  const served = run.requests.filter((request) => request.method === 'GET' && statusOf(request) === 200);
  return bySame(served).flatMap((same) => {
    const again = same.filter((request, at) => {
      const before = same[at - 1];
      return before && request.at - before.endedAt < NEWS_MS && before.endedAt - before.at < LATE_MS;
    });
    const [first] = again;
    return first ? [about(run, first, 'each request once', `the same request ${again.length + 1} times`)] : [];
  });
}

/** USE-09: no request is sent again that was served. */
export const use09: Rule = {
  id: 'USE-09',
  judge({ runs }) {
    const calm = runs.filter(({ scenario, requests: all }) => scenario.nature === 'calm' && all.length > 0);
    return judged(calm.length, calm.flatMap(repeated), 'the client sent no request');
  },
  samples: {
    passes: requests('GET /clients?page=1', 'GET /clients?page=2', { text: 'GET /clients?page=1', after: 20_000 }),
    rejects: { 'twice within seconds': requests('GET /clients?page=1', 'GET /clients?page=1') },
  },
};
