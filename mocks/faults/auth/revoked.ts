import type { ApiRequest, KeyRecord } from '../../types.ts';
import type { Fault, FaultHooks } from '../hooks.ts';
import { changeKeys } from '../support/keys.ts';
import { changeReplies, withBody, withHeaders, withJson } from '../support/replies.ts';
import { changeRequests, keyIn, valuesOf, withKey } from '../support/requests.ts';
import { faultOf } from '../support/row.ts';
import { SPELLINGS, usual } from '../support/spellings.ts';

const auth = faultOf('auth');
const keys = faultOf('keys');

/** Serves the revoked demo key (and the deleted one, where said) where `when` says so. */
const alive =
  (when: (request: ApiRequest) => boolean, deleted = false): Fault['hooks'] =>
  ({ demoKeys }) =>
    changeRequests((request) => {
      const inactive = [demoKeys.revoked, ...(deleted ? [demoKeys.deleted] : [])].includes(keyIn(request) ?? '');
      return inactive && when(request) ? withKey(request, demoKeys.active) : request;
    });

/** Values that go on working for some requests after they were revoked or deleted. */
function livingFor(when: (request: ApiRequest) => boolean): FaultHooks {
  const records = new Map<string, KeyRecord>();
  return {
    ...changeKeys((original) => ({
      generate(...how) {
        const issued = original.generate(...how);
        records.set(issued.value, issued.record);
        return issued;
      },
    })),
    authenticate: (original) => (request) =>
      original(request) ?? (when(request) ? records.get(keyIn(request) ?? '') : undefined),
  };
}

const isHead = ({ method }: ApiRequest) => method === 'HEAD';
const pagesOn = (request: ApiRequest) => valuesOf(request, 'page').some((page) => Number(page) > 1);
const ofHundred = (request: ApiRequest) => valuesOf(request, 'pageSize').includes('100');
const filters = (request: ApiRequest) => valuesOf(request, 'queryFilters').length > 0;

/** Faults of the classes auth and keys: keys that are rejected for most requests, and accepted for some. */
export const revokedInPart: readonly Fault[] = [
  auth('revoked-head', 'Serves a revoked key on HEAD.', ['KEY-06'], alive(isHead)),
  auth('revoked-page-two', 'Serves a revoked key from the second page on.', ['KEY-06'], alive(pagesOn)),
  auth(
    'revoked-size-stated',
    'Serves a revoked key where a page of a hundred is requested.',
    ['KEY-06'],
    alive(ofHundred),
  ),
  auth('revoked-filtered', 'Serves a revoked key where there is a filter.', ['KEY-06'], alive(filters)),
  auth(
    'revoked-nested',
    'Serves a revoked key on the list below a row.',
    ['KEY-06'],
    alive(({ path }) => path.endsWith('/configurations')),
  ),
  auth(
    'deleted-one-operation',
    'Serves a deleted key on one operation.',
    ['KEY-11', 'KEY-06'],
    alive(({ path }) => path === '/meetings', true),
  ),
  auth('revoked-spelt-otherwise', 'Serves a revoked key on a path in capitals.', ['KEY-06'], ({ demoKeys }) =>
    changeRequests((request) => {
      const same = usual(request, SPELLINGS.letters);
      return same !== request && keyIn(request) === demoKeys.revoked ? withKey(same, demoKeys.active) : same;
    }),
  ),
  auth('revoked-slash', 'Serves a revoked key on a path with a slash at its end.', ['KEY-06'], ({ demoKeys }) =>
    changeRequests((request) => {
      const same = usual(request, SPELLINGS.slash);
      return same !== request && keyIn(request) === demoKeys.revoked ? withKey(same, demoKeys.active) : same;
    }),
  ),
  auth(
    'revoked-empty-list',
    'Returns 200 and an empty list for a revoked key.',
    ['KEY-06', 'AUTH-06'],
    ({ demoKeys }) =>
      changeReplies(
        (reply, request) => reply.status === 401 && keyIn(request) === demoKeys.revoked,
        (reply) => ({
          ...withHeaders(withJson(reply, { page: 1, pageSize: 100, totalCount: 0, items: [] }), {
            'content-type': 'application/json; charset=utf-8',
          }),
          status: 200,
        }),
      ),
  ),
  auth(
    'revoked-cached-url',
    'Serves a revoked key what an active one has just been served at the same address.',
    ['KEY-06'],
    ({ demoKeys }) => {
      let last = '';
      return changeRequests((request) => {
        const url = `${request.path}?${request.query}`;
        const inactiveKey = keyIn(request) === demoKeys.revoked;
        if (!inactiveKey) last = keyIn(request) === demoKeys.active ? url : last;
        return inactiveKey && url === last ? withKey(request, demoKeys.active) : request;
      });
    },
  ),
  auth(
    'revoked-after-refusals',
    'Serves a revoked key after ten refusals of it in a row.',
    ['KEY-06', 'KEY-11'],
    ({ demoKeys }) => {
      let rejected = 0;
      return changeRequests((request) => {
        const isRevoked = keyIn(request) === demoKeys.revoked;
        rejected = isRevoked ? rejected + 1 : rejected;
        return isRevoked && rejected > 10 ? withKey(request, demoKeys.active) : request;
      });
    },
  ),
  auth('revoked-not-modified', 'Returns 304 for a revoked key that names what it has.', ['KEY-06'], ({ demoKeys }) =>
    changeReplies(
      (reply, request) =>
        reply.status === 401 && keyIn(request) === demoKeys.revoked && request.headers['if-none-match'] !== undefined,
      (reply) => ({ ...withBody(reply, ''), status: 304 }),
    ),
  ),
  keys('revoked-lives-on-head', 'Goes on serving HEAD to a key that was revoked in the portal.', ['KEY-06'], () =>
    livingFor(isHead),
  ),
  keys(
    'revoked-lives-page-two',
    'Goes on serving the second page to a key that was revoked in the portal.',
    ['KEY-06'],
    () => livingFor(pagesOn),
  ),
  keys(
    'revoked-lives-filtered',
    'Goes on serving filtered lists to a key that was revoked in the portal.',
    ['KEY-06'],
    () => livingFor(filters),
  ),
  keys(
    'revoked-lives-elsewhere',
    'Goes on serving one operation to a key that was revoked in the portal.',
    ['KEY-06'],
    () => livingFor(({ path }) => path === '/users'),
  ),
];
