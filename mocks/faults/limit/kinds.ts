import { wait } from '../../real-time.ts';
import type { ApiRequest } from '../../types.ts';
import type { Fault } from '../hooks.ts';
import { changeReplies, changeStatus, problem, withHeaders } from '../support/replies.ts';
import { changeRequests, keyIn, valuesOf } from '../support/requests.ts';
import { faultOf } from '../support/row.ts';
import { SPELLINGS, usual } from '../support/spellings.ts';

const fault = faultOf('limit');

/** Requests of one kind cost nothing and are never rejected. */
const free =
  (kind: (request: ApiRequest) => boolean): Fault['hooks'] =>
  () => {
    let count = 0;
    return {
      account: (original) => (request, key) =>
        kind(request) ? `${original(request, key)} free ${(count += 1)}` : original(request, key),
    };
  };

/** A quota for each value of something that clients may choose. */
const quotaFor =
  (value: (request: ApiRequest) => string): Fault['hooks'] =>
  () => ({
    account: (original) => (request, key) => `${original(request, key)} ${value(request)}`,
  });

/** Takes another spelling of a path for the usual one, and gives it a quota of its own. */
const spelt =
  (spelling: (path: string) => string): Fault['hooks'] =>
  () => {
    let own = '';
    return {
      ...changeRequests((request) => {
        const same = usual(request, spelling);
        own = same === request ? '' : request.path;
        return same;
      }),
      account: (original) => (request, key) => `${original(request, key)} ${own}`,
    };
  };

/** Faults of the class limit: kinds of requests that the quota forgets, and other ways of rejecting. */
export const limitKinds: readonly Fault[] = [
  fault(
    'head-free',
    'Does not count HEAD.',
    ['LIM-08'],
    free(({ method }) => method === 'HEAD'),
  ),
  fault(
    'filtered-free',
    'Does not count requests with a filter.',
    ['LIM-08', 'LIM-02'],
    free((request) => valuesOf(request, 'queryFilters').length > 0),
  ),
  fault(
    'page-two-free',
    'Does not count requests for a second page.',
    ['LIM-08', 'LIM-02'],
    free((request) => valuesOf(request, 'page').some((page) => Number(page) > 1)),
  ),
  fault(
    'nested-free',
    'Does not count requests for a list below a row.',
    ['LIM-08'],
    free(({ path }) => path.endsWith('/configurations')),
  ),
  fault(
    'slash-quota',
    'Keeps a quota of its own for paths with a slash at their end.',
    ['LIM-08'],
    spelt(SPELLINGS.slash),
  ),
  fault(
    'letters-quota',
    'Keeps a quota of its own for each way to write a path in small letters and capitals.',
    ['LIM-08'],
    spelt(SPELLINGS.letters),
  ),
  fault(
    'doubled-quota',
    'Keeps a quota of its own for paths with a doubled slash.',
    ['LIM-08'],
    spelt(SPELLINGS.doubled),
  ),
  fault(
    'url-quota',
    'Keeps a quota for each address, the query included.',
    ['LIM-08', 'LIM-02'],
    quotaFor(({ path, query }) => `${path}?${query}`),
  ),
  fault(
    'agent-quota',
    'Keeps a quota for each User-Agent.',
    ['LIM-04'],
    quotaFor(({ headers }) => headers['user-agent'] ?? ''),
  ),
  fault(
    'forwarded-quota',
    'Keeps a quota for each address that X-Forwarded-For names.',
    ['LIM-04'],
    quotaFor(({ headers }) => headers['x-forwarded-for'] ?? ''),
  ),
  fault(
    'accept-quota',
    'Keeps a quota for each Accept.',
    ['LIM-04'],
    quotaFor(({ headers }) => headers['accept'] ?? ''),
  ),
  fault(
    'breaks-under-load',
    'Returns 500 for some of the requests when more than five are under way.',
    ['LIM-01'],
    () => {
      let underWay = 0;
      let count = 0;
      return {
        around: (original) => async (request) => {
          underWay += 1;
          await wait(3);
          const reply = await original(request);
          count += underWay > 5 ? 1 : 0;
          const breaks = underWay > 5 && count % 9 === 0 && reply.status === 200;
          underWay -= 1;
          return breaks
            ? problem(reply, 500, 'Internal Server Error', 'A connection could not be had from the pool.')
            : reply;
        },
      };
    },
  ),
  fault('retry-after-zero', 'Says to wait no time at all.', ['LIM-07'], () =>
    changeStatus(429, (reply) => withHeaders(reply, { 'retry-after': '0' })),
  ),
  fault('retry-after-past', 'Says until when to wait, as a date that has passed.', ['LIM-07'], ({ clock }) =>
    changeStatus(429, (reply) => withHeaders(reply, { 'retry-after': new Date(clock.now() - 30_000).toUTCString() })),
  ),
  fault(
    'delays',
    'Lets requests over the limit wait for their turn in place of refusing them.',
    ['LIM-02'],
    ({ limit: { windowMs, requests } }) => {
      let waiting = 0;
      let count = 0;
      return {
        account: (original) => (request, key) => {
          const waited = request.headers['x-waited'] === undefined ? '' : ` waited ${(count += 1)}`;
          return original(request, key) + waited;
        },
        around: (original) => async (request) => {
          const reply = await original(request);
          if (reply.status !== 429) return reply;
          waiting += 1;
          await wait((waiting * windowMs) / requests);
          waiting -= 1;
          return original({ ...request, headers: { ...request.headers, 'x-waited': 'yes' } });
        },
      };
    },
  ),
  fault('bans', 'Shuts a key out for ten minutes after three times 429.', ['LIM-03'], ({ clock }) => {
    let rejected = 0;
    let until = 0;
    return changeReplies(
      (reply) => {
        if (reply.status === 429) rejected += 1;
        if (rejected === 3 && until === 0) until = clock.now() + 600_000;
        return reply.status === 429 ? rejected > 3 : reply.status === 200 && clock.now() < until;
      },
      (reply) => problem(reply, 403, 'Forbidden', 'This client is blocked.'),
    );
  }),
  fault('two-workers', 'Counts in two workers that share nothing.', ['LIM-02'], () => {
    let count = 0;
    return { account: (original) => (request, key) => `${original(request, key)} ${(count += 1) % 2}` };
  }),
  fault('key-in-429', 'Names the key whose quota is spent.', ['KEY-17', 'LIM-12'], () =>
    changeStatus(429, (reply, request) =>
      problem(reply, 429, 'Too Many Requests', `Key ${keyIn(request) ?? ''} has no requests left.`),
    ),
  ),
];
