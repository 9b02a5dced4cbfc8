import { onList, onReply, onRequest, problem, replies, type Planted } from './plant.ts';

const html = '<!doctype html><html><title>502 Bad Gateway</title></html>';
const failed = (status: number) => status >= 400;

/** Defects of responses, relations and exposure (CON, REL, SEC). */
export const responses: readonly Planted[] = [
  {
    id: 'operation-down',
    clause: 'CON-01',
    hooks: onReply((_, { path }) => (path === '/meetings' ? problem(500) : undefined)),
  },
  {
    id: 'member-missing-in-one-row',
    clause: 'CON-02',
    hooks: onList('/findings', ({ items }) => void delete items[57]?.question),
  },
  {
    id: 'number-as-text',
    clause: 'CON-02',
    hooks: onList('/initiatives', ({ items }) => items.forEach((row) => (row.id = String(row.id)))),
  },
  {
    id: 'null-where-it-may-not-be',
    clause: 'CON-02',
    hooks: onList('/users', ({ items }) => void (items[3] && (items[3].lastName = null))),
  },
  {
    id: 'fractional-id',
    clause: 'CON-02',
    hooks: onList('/reviews', ({ items }) => void (items[1] && (items[1].id = 1.5))),
  },
  {
    id: 'labelled-html',
    clause: 'CON-03',
    hooks: onReply((reply) =>
      reply.status === 200 ? { headers: { ...reply.headers, 'content-type': 'text/html' } } : undefined,
    ),
  },
  {
    id: 'items-null-when-empty',
    clause: 'CON-04',
    hooks: onList(/./, (body) => (body.items.length === 0 ? { ...body, items: null } : undefined)),
  },
  {
    id: 'empty-is-204',
    clause: 'CON-04',
    hooks: onReply((reply) => (reply.status === 200 && reply.body?.includes('"items":[]') ? replies(204) : undefined)),
  },
  {
    id: 'new-column',
    clause: 'CON-05',
    hooks: onList('/clients', ({ items }) => items.forEach((row) => (row.tierName = 'Gold'))),
  },
  {
    id: 'new-status',
    clause: 'CON-06',
    hooks: onList('/reviews', ({ items }) => void (items[5] && (items[5].status = 'Postponed'))),
  },
  {
    id: 'optional-renamed',
    clause: 'CON-07',
    hooks: onList('/recommendations', ({ items }) =>
      items.forEach((row) => {
        row.findingIds = row.findingsIds;
        delete row.findingsIds;
      }),
    ),
  },
  {
    id: 'error-as-200',
    clause: 'CON-04',
    hooks: onReply(({ status, headers }) =>
      status === 200 && headers ? replies(200, { error: 'failed' }, 'application/json') : undefined,
    ),
  },
  {
    id: 'gateway-page',
    clause: 'CON-08',
    hooks: onReply(({ status }) => (failed(status) ? replies(status, html, 'text/html') : undefined)),
  },
  {
    id: 'wrong-status-in-body',
    clause: 'CON-08',
    hooks: onReply(({ status }) => (status === 404 ? { body: Buffer.from('{"title":"No","status":500}') } : undefined)),
  },
  {
    id: 'unknown-path-served',
    clause: 'CON-09',
    hooks: onReply(({ status }) => (status === 404 ? replies(200, '{}', 'application/json') : undefined)),
  },
  {
    id: 'post-answers-200',
    clause: 'CON-10',
    hooks: onRequest((request) => (request.method === 'POST' ? { ...request, method: 'GET' } : request)),
  },
  {
    id: 'delete-answers-500',
    clause: 'CON-10',
    hooks: onReply((_, { method }) => (method === 'DELETE' ? problem(500) : undefined)),
  },
  {
    id: 'no-allow',
    clause: 'CON-10',
    hooks: onReply(({ status, headers: { allow: _, ...headers } }) => (status === 405 ? { headers } : undefined)),
  },
  {
    id: 'head-skips-the-key',
    clause: 'CON-11',
    hooks: onReply((_, { method }) => (method === 'HEAD' ? replies(200) : undefined)),
  },
  {
    id: 'options-returns-data',
    clause: 'CON-11',
    hooks: onRequest((request) => (request.method === 'OPTIONS' ? { ...request, method: 'GET' } : request)),
  },
  {
    id: 'accept-fails',
    clause: 'CON-12',
    hooks: onReply((_, { headers }) => (headers.accept === 'text/html' ? problem(500) : undefined)),
  },
  {
    id: 'unknown-parameter-refused',
    clause: 'CON-13',
    hooks: onReply((_, { query }) => (/filter_field|limit=|_=/.test(query) ? problem(400) : undefined)),
  },
  {
    id: 'order-changes',
    clause: 'CON-14',
    hooks: () => {
      let turn = 0;
      return onList(/./, (body) => {
        turn += 1;
        body.items.push(...body.items.splice(0, turn % 7));
      });
    },
  },
  {
    id: 'same-id-twice',
    clause: 'REL-01',
    hooks: onList('/initiatives', ({ items }) => void (items[1] && items[0] && (items[1] = items[0]))),
  },
  {
    id: 'client-not-listed',
    clause: 'REL-02',
    hooks: {
      rows: (honest) => (list) => (list.operation.id === 'listClients' ? honest(list)?.slice(5) : honest(list)),
    },
  },
  {
    id: 'two-names',
    clause: 'REL-03',
    hooks: onList('/meetings', ({ items }) =>
      items.forEach((row) => (row.client = { ...(row.client as object), name: 'Else Ltd.' })),
    ),
  },
  {
    id: 'one-end-only',
    clause: 'REL-04',
    hooks: {
      rows: (honest) => (list) =>
        list.operation.id === 'listInitiatives'
          ? honest(list)?.map((row) => ({ ...row, recommendationsIds: [] }))
          : honest(list),
    },
  },
  {
    id: 'ends-before-it-starts',
    clause: 'REL-05',
    hooks: onList('/meetings', ({ items }) => void (items[4] && (items[4].endDate = '2001-01-01T00:00:00'))),
  },
  {
    id: 'deactivated-without-date',
    clause: 'REL-05',
    hooks: onList('/clients', ({ items }) => items.forEach((row) => (row.deactivatedDate = null))),
  },
  {
    id: 'configurations-of-another',
    clause: 'REL-06',
    hooks: { rows: (honest) => (list) => honest(list) ?? honest({ ...list, parent: undefined }) ?? [] },
  },
  {
    id: 'stack-trace',
    clause: 'SEC-01',
    hooks: onReply(({ status }) =>
      status === 400
        ? problem(400, {
            detail: 'System.FormatException: bad\n   at Api.Parse(String s) in /src/Api/Parse.cs:line 12',
          })
        : undefined,
    ),
  },
  {
    id: 'sql-in-error',
    clause: 'SEC-01',
    hooks: onReply(({ status }) =>
      status === 400
        ? problem(400, { detail: "Incorrect syntax near 'x'. SELECT * FROM Clients WHERE Name = 'x'" })
        : undefined,
    ),
  },
  {
    id: 'publicly-cacheable',
    clause: 'SEC-02',
    hooks: onReply(({ headers }) => ({ headers: { ...headers, 'cache-control': 'public, max-age=300' } })),
  },
  {
    id: 'cache-ignores-the-key',
    clause: 'SEC-02',
    hooks: () => {
      const kept = new Map<string, ReturnType<typeof replies>>();
      return {
        around: (honest) => async (request) => {
          const url = `${request.path}?${request.query}`;
          const reply =
            request.headers['mitp-api-key'] === undefined
              ? (kept.get(url) ?? (await honest(request)))
              : await honest(request);
          if (reply.status === 200) kept.set(url, { ...reply, reason: null });
          return reply;
        },
      };
    },
  },
  {
    id: 'cors-reflects',
    clause: 'SEC-03',
    hooks: onReply(({ headers }, request) => ({
      headers: {
        ...headers,
        'access-control-allow-origin': request.headers.origin ?? '*',
        'access-control-allow-credentials': 'true',
      },
    })),
  },
  {
    id: 'echo-as-html',
    clause: 'SEC-04',
    hooks: onReply(({ status }, { path }) =>
      status === 404 ? replies(404, `<p>${decodeURIComponent(path)}</p>`, 'text/html') : undefined,
    ),
  },
];
