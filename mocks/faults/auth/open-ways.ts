import type { ApiRequest } from '../../types.ts';
import type { Fault } from '../hooks.ts';
import { changeRequests, keyIn, valuesOf, withKey } from '../support/requests.ts';
import { faultOf } from '../support/row.ts';
import { SPELLINGS, usual } from '../support/spellings.ts';

const fault = faultOf('auth');

/** Serves another spelling of a path as the usual one does, without a look for a key. */
const openBy =
  (spelling: (path: string) => string): Fault['hooks'] =>
  ({ demoKeys: { active } }) =>
    changeRequests((request) => {
      const same = usual(request, spelling);
      return same === request || keyIn(request) !== undefined ? same : withKey(same, active);
    });

/** Forgets the key where `when` says so. */
const openWhen =
  (when: (request: ApiRequest) => boolean): Fault['hooks'] =>
  ({ demoKeys: { active } }) =>
    changeRequests((request) => (keyIn(request) === undefined && when(request) ? withKey(request, active) : request));

/** Faults of the class auth: ways round the look for a key. */
export const authOpenWays: readonly Fault[] = [
  fault(
    'open-trailing-slash',
    'Serves a path with a slash at its end without a key.',
    ['AUTH-01'],
    openBy(SPELLINGS.slash),
  ),
  fault('open-upper-case', 'Serves a path in capitals without a key.', ['AUTH-01'], openBy(SPELLINGS.letters)),
  fault(
    'open-double-slash',
    'Serves a path with a doubled slash without a key.',
    ['AUTH-01'],
    openBy(SPELLINGS.doubled),
  ),
  fault('open-encoded', 'Serves a path with an encoded letter without a key.', ['AUTH-01'], openBy(SPELLINGS.encoded)),
  fault('open-dot-segments', 'Serves a path with dot segments without a key.', ['AUTH-01'], openBy(SPELLINGS.dots)),
  fault(
    'open-path-parameter',
    'Serves a path with a ;parameter without a key.',
    ['AUTH-01'],
    openBy(SPELLINGS.parameter),
  ),
  fault('open-json-suffix', 'Serves a path that ends in .json without a key.', ['AUTH-01'], openBy(SPELLINGS.suffix)),
  fault(
    'open-page-two',
    'Forgets to look for the key from the second page on.',
    ['AUTH-01'],
    openWhen((request) => valuesOf(request, 'page').some((page) => Number(page) > 1)),
  ),
  fault(
    'open-one-row',
    'Forgets to look for the key where a page of one row is requested, as a health check does.',
    ['AUTH-01'],
    openWhen((request) => valuesOf(request, 'pageSize').includes('1')),
  ),
  fault(
    'open-range',
    'Hands a request for a range of bytes to code that does not look for the key.',
    ['AUTH-01'],
    openWhen((request) => request.headers.range !== undefined),
  ),
  fault(
    'open-filtered',
    'Forgets to look for the key where there is a filter.',
    ['AUTH-01'],
    openWhen((request) => valuesOf(request, 'queryFilters').length > 0),
  ),
  fault(
    'open-sorted',
    'Forgets to look for the key where there is an order.',
    ['AUTH-01'],
    openWhen((request) => valuesOf(request, 'sortingRules').length > 0),
  ),
  fault(
    'open-forwarded',
    'Trusts a request that says it comes from this machine.',
    ['AUTH-01'],
    openWhen((request) => /127\.0\.0\.1|localhost/.test(request.headers['x-forwarded-for'] ?? '')),
  ),
  fault(
    'open-rewritten',
    'Judges the key by the path in X-Original-URL.',
    ['AUTH-01'],
    openWhen((request) => ['x-original-url', 'x-rewrite-url'].some((name) => request.headers[name] !== undefined)),
  ),
  fault(
    'open-swagger-referer',
    'Trusts a request that comes from its own Swagger page.',
    ['AUTH-01'],
    openWhen((request) => /\/(index\.html|swagger)/.test(request.headers['referer'] ?? '')),
  ),
];
