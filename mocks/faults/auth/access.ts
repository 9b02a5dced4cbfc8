import type { Row } from '../../data/columns.ts';
import { DEMO_PROVIDERS } from '../../keys/demo.ts';
import type { Fault } from '../hooks.ts';
import { changeReplies, changeStatus, problem, withBody, withHeaders } from '../support/replies.ts';
import { changeRequests, keyIn, valuesOf, withKey } from '../support/requests.ts';
import { faultOf } from '../support/row.ts';

const fault = faultOf('auth');

/** Faults of the class auth: what needs a key, and what a rejection says. */
export const authAccess: readonly Fault[] = [
  fault('operation-open', 'Serves one operation without a key.', ['AUTH-01'], ({ demoKeys }) =>
    changeRequests((request) =>
      request.path === '/findings' && keyIn(request) === undefined ? withKey(request, demoKeys.active) : request,
    ),
  ),
  fault('all-open', 'Serves everything without a key.', ['AUTH-01'], ({ demoKeys }) =>
    changeRequests((request) => (keyIn(request) === undefined ? withKey(request, demoKeys.active) : request)),
  ),
  fault('nested-open', 'Serves the lists below another row without a key.', ['AUTH-01'], ({ demoKeys }) =>
    changeRequests((request) =>
      request.path.endsWith('/configurations') && keyIn(request) === undefined
        ? withKey(request, demoKeys.active)
        : request,
    ),
  ),
  fault('refused-redirect', 'Redirects a request without a key to a sign-in page.', ['AUTH-01'], () =>
    changeStatus(401, (reply) => withHeaders({ ...withBody(reply, ''), status: 302 }, { location: '/portal/sign-in' })),
  ),
  fault('refused-200', 'Rejects with status 200 and an error in the body.', ['AUTH-01'], () =>
    changeStatus(401, (reply) => ({ ...reply, status: 200 })),
  ),
  fault('parameters-first', 'Judges the parameters before the key.', ['AUTH-05'], () =>
    changeReplies(
      (reply, request) =>
        reply.status === 401 &&
        [...valuesOf(request, 'page'), ...valuesOf(request, 'pageSize')].some((value) => !/^[1-9]\d*$/.test(value)),
      (reply) =>
        problem(withHeaders(reply, { 'www-authenticate': undefined }), 400, 'Bad Request', 'Correct the parameters.'),
    ),
  ),
  fault('filters-first', 'Judges the filters before the key.', ['AUTH-05'], () =>
    changeReplies(
      (reply, request) => reply.status === 401 && valuesOf(request, 'queryFilters').length > 0,
      (reply) =>
        problem(withHeaders(reply, { 'www-authenticate': undefined }), 400, 'Bad Request', 'Correct the filters.'),
    ),
  ),
  fault('revoked-told', 'Says that a key was revoked.', ['AUTH-06'], ({ demoKeys }) =>
    changeReplies(
      (reply, request) => reply.status === 401 && keyIn(request) === demoKeys.revoked,
      (reply) => problem(reply, 401, 'Unauthorized', 'This API key was revoked.'),
    ),
  ),
  fault('deleted-403', 'Rejects a deleted key with 403.', ['AUTH-06'], ({ demoKeys }) =>
    changeReplies(
      (reply, request) => reply.status === 401 && keyIn(request) === demoKeys.deleted,
      (reply) => problem(reply, 403, 'Forbidden', 'Access is denied.'),
    ),
  ),
  fault('revoked-header', 'Names in a header why a revoked key is rejected.', ['AUTH-06'], ({ demoKeys }) =>
    changeReplies(
      (reply, request) => reply.status === 401 && keyIn(request) === demoKeys.revoked,
      (reply) => withHeaders(reply, { 'www-authenticate': 'ApiKey error="revoked"' }),
    ),
  ),
  fault('challenge-missing', 'Rejects without saying how to authenticate.', ['AUTH-07'], () =>
    changeStatus(401, (reply) => withHeaders(reply, { 'www-authenticate': undefined })),
  ),
  fault('foreign-list', "Shows another IT provider's rows on one operation.", ['AUTH-08'], () => ({
    rows: (original) => (list) =>
      original(list.operation.id === 'listInitiatives' ? { ...list, providerId: DEMO_PROVIDERS.other } : list),
  })),
  fault('foreign-row', "Mixes one row of another IT provider's into a list.", ['AUTH-08'], () => {
    const mixed = new WeakMap<readonly Row[], readonly Row[]>();
    return {
      rows: (original) => (list) => {
        const rows = original(list);
        if (!rows || list.operation.id !== 'listClients') return rows;
        const [foreign] = original({ ...list, providerId: DEMO_PROVIDERS.other }) ?? [];
        const made =
          mixed.get(rows) ??
          (foreign && !rows.includes(foreign) ? [...rows.slice(0, 17), foreign, ...rows.slice(17)] : rows);
        mixed.set(rows, made);
        return made;
      },
    };
  }),
  fault('foreign-parent', "Lists what is below another IT provider's row.", ['AUTH-08'], () => ({
    rows: (original) => (list) => original(list) ?? original({ ...list, providerId: DEMO_PROVIDERS.main }),
  })),
  fault(
    'dead-keys-work',
    'Serves values that were revoked before it started.',
    ['AUTH-06', 'AUTH-02', 'KEY-06'],
    ({ demoKeys }) => ({
      authenticate: (original) => (request) =>
        original(keyIn(request) === demoKeys.revoked ? withKey(request, demoKeys.active) : request),
    }),
  ),
];
