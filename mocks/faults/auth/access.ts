import type { Row } from '../../data/columns.ts';
import { DEMO_PROVIDERS } from '../../keys/demo.ts';
import type { Fault } from '../hooks.ts';
import { changeReplies, changeStatus, problem, withBody, withHeaders } from '../support/replies.ts';
import { changeRequests, keyIn, valuesOf, withKey } from '../support/requests.ts';

/** Faults of the class auth: what needs a key, and what a rejection says. */
export const authAccess: readonly Fault[] = [
  {
    id: 'operation-open',
    class: 'auth',
    sentence: 'Serves one operation without a key.',
    clauses: ['AUTH-01'],
    hooks: ({ demoKeys }) =>
      changeRequests((request) =>
        request.path === '/findings' && keyIn(request) === undefined ? withKey(request, demoKeys.active) : request,
      ),
  },
  {
    id: 'all-open',
    class: 'auth',
    sentence: 'Serves everything without a key.',
    clauses: ['AUTH-01'],
    hooks: ({ demoKeys }) =>
      changeRequests((request) => (keyIn(request) === undefined ? withKey(request, demoKeys.active) : request)),
  },
  {
    id: 'nested-open',
    class: 'auth',
    sentence: 'Serves the lists below another row without a key.',
    clauses: ['AUTH-01'],
    hooks: ({ demoKeys }) =>
      changeRequests((request) =>
        request.path.endsWith('/configurations') && keyIn(request) === undefined
          ? withKey(request, demoKeys.active)
          : request,
      ),
  },
  {
    id: 'refused-redirect',
    class: 'auth',
    sentence: 'Redirects a request without a key to a sign-in page.',
    clauses: ['AUTH-01'],
    hooks: () =>
      changeStatus(401, (reply) =>
        withHeaders({ ...withBody(reply, ''), status: 302 }, { location: '/portal/sign-in' }),
      ),
  },
  {
    id: 'refused-200',
    class: 'auth',
    sentence: 'Refuses with status 200 and an error in the body.',
    clauses: ['AUTH-01'],
    hooks: () => changeStatus(401, (reply) => ({ ...reply, status: 200 })),
  },
  {
    id: 'parameters-first',
    class: 'auth',
    sentence: 'Judges the parameters before the key.',
    clauses: ['AUTH-05'],
    hooks: () =>
      changeReplies(
        (reply, request) =>
          reply.status === 401 &&
          [...valuesOf(request, 'page'), ...valuesOf(request, 'pageSize')].some((value) => !/^[1-9]\d*$/.test(value)),
        (reply) =>
          problem(withHeaders(reply, { 'www-authenticate': undefined }), 400, 'Bad Request', 'Correct the parameters.'),
      ),
  },
  {
    id: 'filters-first',
    class: 'auth',
    sentence: 'Judges the filters before the key.',
    clauses: ['AUTH-05'],
    hooks: () =>
      changeReplies(
        (reply, request) => reply.status === 401 && valuesOf(request, 'queryFilters').length > 0,
        (reply) =>
          problem(withHeaders(reply, { 'www-authenticate': undefined }), 400, 'Bad Request', 'Correct the filters.'),
      ),
  },
  {
    id: 'revoked-told',
    class: 'auth',
    sentence: 'Says that a key was revoked.',
    clauses: ['AUTH-06'],
    hooks: ({ demoKeys }) =>
      changeReplies(
        (reply, request) => reply.status === 401 && keyIn(request) === demoKeys.revoked,
        (reply) => problem(reply, 401, 'Unauthorized', 'This API key was revoked.'),
      ),
  },
  {
    id: 'deleted-403',
    class: 'auth',
    sentence: 'Refuses a deleted key with 403.',
    clauses: ['AUTH-06'],
    hooks: ({ demoKeys }) =>
      changeReplies(
        (reply, request) => reply.status === 401 && keyIn(request) === demoKeys.deleted,
        (reply) => problem(reply, 403, 'Forbidden', 'Access is denied.'),
      ),
  },
  {
    id: 'revoked-header',
    class: 'auth',
    sentence: 'Names in a header why a revoked key is refused.',
    clauses: ['AUTH-06'],
    hooks: ({ demoKeys }) =>
      changeReplies(
        (reply, request) => reply.status === 401 && keyIn(request) === demoKeys.revoked,
        (reply) => withHeaders(reply, { 'www-authenticate': 'ApiKey error="revoked"' }),
      ),
  },
  {
    id: 'challenge-missing',
    class: 'auth',
    sentence: 'Refuses without saying how to authenticate.',
    clauses: ['AUTH-07'],
    hooks: () => changeStatus(401, (reply) => withHeaders(reply, { 'www-authenticate': undefined })),
  },
  {
    id: 'foreign-list',
    class: 'auth',
    sentence: "Shows another IT provider's rows on one operation.",
    clauses: ['AUTH-08'],
    hooks: () => ({
      rows: (original) => (list) =>
        original(list.operation.id === 'listInitiatives' ? { ...list, providerId: DEMO_PROVIDERS.other } : list),
    }),
  },
  {
    id: 'foreign-row',
    class: 'auth',
    sentence: "Mixes one row of another IT provider's into a list.",
    clauses: ['AUTH-08'],
    hooks: () => {
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
    },
  },
  {
    id: 'foreign-parent',
    class: 'auth',
    sentence: "Lists what is below another IT provider's row.",
    clauses: ['AUTH-08'],
    hooks: () => ({
      rows: (original) => (list) => original(list) ?? original({ ...list, providerId: DEMO_PROVIDERS.main }),
    }),
  },
  {
    id: 'dead-keys-work',
    class: 'auth',
    sentence: 'Serves values that were revoked before it started.',
    clauses: ['AUTH-06', 'AUTH-02', 'KEY-06'],
    hooks: ({ demoKeys }) => ({
      authenticate: (original) => (request) =>
        original(keyIn(request) === demoKeys.revoked ? withKey(request, demoKeys.active) : request),
    }),
  },
];
