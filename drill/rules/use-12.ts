import type { ClientRun, RuleFinding } from './evidence.ts';
import { bySame, statusOf, type SentRequest } from './requests.ts';
import { knew } from './knew.ts';
import { allSame } from './order.ts';
import { about, judged, type Rule } from './rule.ts';
import { evidence, ran, run, times } from './sample.ts';

/** Timers and clocks are not exact. */
const GRACE_MS = 100;
/** Without Retry-After a client has to guess; only one that never waits is wrong. */
const MOST_AT_ONCE = 3;
const AT_ONCE_MS = 100;

const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`;
const limitedIn = ({ requests }: ClientRun) => requests.filter((request) => statusOf(request) === 429);
const waitOf = ({ outcome }: SentRequest) => (outcome.kind === 'response' ? outcome.retryAfterMs : null);

/** `Retry-After` has no fractions of a second: of two 429s in one window the later may name a time that is up to a second later. */
const ROUNDED_MS = 1000;

/** Whether a request waited as long as its own 429 said, which is the same time but for the rounding. */
function waitedItsOwn(run: ClientRun, request: SentRequest, until: number): boolean {
  const own = allSame(run, request).findLast((one) => statusOf(one) === 429 && one.endedAt <= request.at);
  const named = own && own.endedAt + (waitOf(own) ?? 0) - GRACE_MS;
  return named !== undefined && request.at >= named && until - named <= ROUNDED_MS;
}

/** Requests that were sent before the time that the server named. */
function early(client: ClientRun, limited: SentRequest): RuleFinding | undefined {
  const wait = waitOf(limited);
  if (wait === null) return undefined;
  const until = limited.endedAt + wait - GRACE_MS;
  const sooner = client.requests.filter(
    (request) => request.at < until && knew(client, limited, request) && !waitedItsOwn(client, request, until),
  );
  const [first] = sooner;
  if (!first) return undefined;
  const more = sooner.length > 1 ? `, and ${sooner.length - 1} more before the time` : '';
  const got = `a request ${seconds(first.at - limited.endedAt)} after it${more}`;
  return about(client, first, `nothing for ${seconds(wait)} after the 429`, got);
}

/** The first of them. One finding for a run is enough: every further 429 of the same wait would repeat it. */
function firstEarly(client: ClientRun): RuleFinding[] {
  for (const limited of limitedIn(client)) {
    const found = early(client, limited);
    if (found) return [found];
  }
  return [];
}

/** Requests that were limited without Retry-After, and sent again without any pause. */
const hammered = (client: ClientRun): RuleFinding[] =>
  bySame(limitedIn(client).filter((request) => waitOf(request) === null)).flatMap((same) => {
    const atOnce = same.filter((one, at) => {
      const before = same[at - 1];
      return before && one.at - before.endedAt < AT_ONCE_MS && knew(client, before, one);
    });
    const [first] = atOnce;
    if (!first || atOnce.length <= MOST_AT_ONCE) return [];
    return [about(client, first, 'a pause after a 429', `the same request ${atOnce.length} times at once`)];
  });

/** USE-12: after a 429 nothing is sent before `Retry-After` has passed. */
export const use12: Rule = {
  id: 'USE-12',
  judge({ runs }) {
    const met = runs.flatMap(limitedIn).length;
    const findings = runs.flatMap((client) => [...firstEarly(client), ...hammered(client)]);
    return judged(met, findings, 'no request met a 429');
  },
  samples: {
    passes: evidence(
      run(
        'limit-at-start',
        { nature: 'limit' },
        { text: 'GET /clients', status: 429, retryAfterMs: 2000 },
        { text: 'GET /clients', after: 1990 },
      ),
      // Side by side, and each waits as long as it was told.
      run(
        'limit-in-the-middle',
        { nature: 'limit' },
        { text: 'GET /clients', status: 429, retryAfterMs: 2000 },
        { text: 'GET /users', status: 429, retryAfterMs: 2000, connection: 2 },
        { text: 'GET /clients', after: 1790 },
        { text: 'GET /users', after: 500, connection: 2 },
      ),
    ),
    rejects: {
      'before the time': ran(
        'limit-at-start',
        { nature: 'limit' },
        { text: 'GET /clients', status: 429, retryAfterMs: 2000 },
        { text: 'GET /clients', after: 1000 },
      ),
      'before a later time, with another request': ran(
        'limit-at-start',
        { nature: 'limit' },
        { text: 'GET /clients', status: 429, retryAfterMs: 2000 },
        { text: 'GET /users', status: 429, retryAfterMs: 2000, after: 600 },
        { text: 'GET /reviews', after: 1450 },
      ),
      'without a pause': ran(
        'limit-without-retry-after',
        { nature: 'limit' },
        ...times(6, { text: 'GET /clients', status: 429, after: 5 }),
      ),
    },
  },
};
