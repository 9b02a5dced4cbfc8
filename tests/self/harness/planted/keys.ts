import { onReply, onRequest, problem, type Planted } from './plant.ts';

const KEY = 'mitp-api-key';

/** Defects of authentication (AUTH). */
export const keys: readonly Planted[] = [
  {
    id: 'one-operation-open',
    clause: 'AUTH-01',
    hooks: ({ demoKeys }) =>
      onRequest((request) =>
        request.path === '/meetings' && !request.headers[KEY]
          ? { ...request, headers: { ...request.headers, [KEY]: demoKeys.active } }
          : request,
      ),
  },
  {
    id: 'any-key-opens',
    clause: 'AUTH-02',
    hooks: ({ demoKeys }) =>
      onRequest((request) =>
        request.headers[KEY] ? { ...request, headers: { ...request.headers, [KEY]: demoKeys.active } } : request,
      ),
  },
  {
    id: 'prefix-opens',
    clause: 'AUTH-02',
    hooks: ({ demoKeys }) =>
      onRequest((request) => ({
        ...request,
        headers: {
          ...request.headers,
          [KEY]: demoKeys.active.startsWith(request.headers[KEY] || '-') ? demoKeys.active : request.headers[KEY],
        },
      })),
  },
  {
    id: 'case-folded-opens',
    clause: 'AUTH-02',
    hooks: ({ demoKeys }) =>
      onRequest((request) => ({
        ...request,
        headers: {
          ...request.headers,
          [KEY]:
            request.headers[KEY]?.toLowerCase() === demoKeys.active.toLowerCase()
              ? demoKeys.active
              : request.headers[KEY],
        },
      })),
  },
  {
    id: 'valid-key-refused-on-one',
    clause: 'AUTH-03',
    hooks: onReply((_, { path }) => (path === '/users' ? problem(401) : undefined)),
  },
  {
    id: 'key-from-the-query',
    clause: 'AUTH-04',
    hooks: onRequest((request) => {
      const key = new URLSearchParams(request.query).get(KEY);
      return key ? { ...request, headers: { ...request.headers, [KEY]: key } } : request;
    }),
  },
  {
    id: 'key-from-authorization',
    clause: 'AUTH-04',
    hooks: onRequest((request) => {
      const key = request.headers.authorization?.replace('Bearer ', '');
      return key ? { ...request, headers: { ...request.headers, [KEY]: key } } : request;
    }),
  },
  {
    id: '400-before-401',
    clause: 'AUTH-05',
    hooks: onReply(({ status }, { query }) =>
      status === 401 && query.includes('pageSize=abc') ? problem(400) : undefined,
    ),
  },
  {
    id: 'revoked-told-apart',
    clause: 'AUTH-06',
    hooks: ({ demoKeys }) =>
      onReply((_, { headers }) =>
        headers[KEY] === demoKeys.revoked ? problem(401, { detail: 'This key was revoked.' }) : undefined,
      ),
  },
  {
    id: 'deleted-told-apart-by-status',
    clause: 'AUTH-06',
    hooks: ({ demoKeys }) =>
      onReply((_, { headers }) => (headers[KEY] === demoKeys.deleted ? problem(403) : undefined)),
  },
  {
    id: 'no-www-authenticate',
    clause: 'AUTH-07',
    hooks: onReply(({ status, headers: { 'www-authenticate': _, ...headers } }) =>
      status === 401 ? { headers } : undefined,
    ),
  },
  {
    id: 'another-tenants-rows',
    clause: 'AUTH-08',
    hooks: {
      rows: (honest) => (list) =>
        list.operation.id === 'listFindings' ? honest({ ...list, providerId: 'northwind' }) : honest(list),
    },
  },
  {
    id: 'one-row-of-another-tenant',
    clause: 'AUTH-08',
    hooks: {
      rows: (honest) => (list) => {
        const rows = honest(list);
        const leak =
          list.operation.id === 'listClients' && rows ? honest({ ...list, providerId: 'northwind' })?.slice(0, 1) : [];
        return (
          rows && [...(leak ?? []), ...rows].filter((row, i, all) => all.findIndex(({ id }) => id === row.id) === i)
        );
      },
    },
  },
  {
    id: 'valid-half-wins',
    clause: 'AUTH-09',
    hooks: onRequest((request) => ({
      ...request,
      headers: { ...request.headers, [KEY]: request.headers[KEY]?.split(', ').at(-1) },
    })),
  },
  {
    id: 'first-half-wins',
    clause: 'AUTH-09',
    hooks: onRequest((request) => ({
      ...request,
      headers: { ...request.headers, [KEY]: request.headers[KEY]?.split(', ')[0] },
    })),
  },
  {
    id: 'long-header-fails',
    clause: 'AUTH-09',
    hooks: onReply((_, { headers }) => ((headers[KEY]?.length ?? 0) > 4000 ? problem(500) : undefined)),
  },
];
