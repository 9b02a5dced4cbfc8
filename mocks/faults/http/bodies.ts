import type { Reply } from '../../types.ts';
import type { Fault } from '../hooks.ts';
import {
  HTML,
  changeReplies,
  changeStatus,
  htmlPage,
  jsonOf,
  problem,
  withBody,
  withHeaders,
  withJson,
} from '../support/replies.ts';
import { valuesOf } from '../support/requests.ts';

/** Whether a response is a list without rows on this page. */
const isEmpty = (reply: Reply): boolean => {
  if (reply.status !== 200 || reply.body === null) return false;
  const { items } = jsonOf(reply) as { items?: unknown };
  return Array.isArray(items) && items.length === 0;
};

/** Faults of the class http: what a response carries. */
export const httpBodies: readonly Fault[] = [
  {
    id: 'operation-missing',
    class: 'http',
    sentence: 'Does not know one of the operations.',
    clauses: ['CON-01'],
    hooks: () => ({
      around: (original) => async (request) => {
        const reply = await original(request);
        return reply.status === 200 && request.path === '/meetings'
          ? problem(reply, 404, 'Not Found', 'No such resource.')
          : reply;
      },
    }),
  },
  {
    id: 'operation-broken',
    class: 'http',
    sentence: 'Answers 500 on one operation.',
    clauses: ['CON-01'],
    hooks: () =>
      changeReplies(
        (reply, request) => reply.status === 200 && request.path === '/initiatives',
        (reply) => problem(reply, 500, 'Internal Server Error', 'Something went wrong.'),
      ),
  },
  {
    id: 'parameters-required',
    class: 'http',
    sentence: 'Refuses one operation that is asked without a page.',
    clauses: ['CON-01'],
    hooks: () =>
      changeReplies(
        (reply, request) => reply.status === 200 && request.path === '/users' && valuesOf(request, 'page').length === 0,
        (reply) => problem(reply, 400, 'Bad Request', 'The page field is required.'),
      ),
  },
  {
    id: 'list-201',
    class: 'http',
    sentence: 'Answers 201 on one operation.',
    clauses: ['CON-01'],
    hooks: () =>
      changeReplies(
        (reply, request) => reply.status === 200 && request.path === '/findings',
        (reply) => ({ ...reply, status: 201 }),
      ),
  },
  {
    id: 'json-as-html',
    class: 'http',
    sentence: 'Labels the JSON of one operation as text/html.',
    clauses: ['CON-03'],
    hooks: () =>
      changeReplies(
        (reply, request) => reply.status === 200 && request.path === '/users',
        (reply) => withHeaders(reply, { 'content-type': HTML }),
      ),
  },
  {
    id: 'json-as-text',
    class: 'http',
    sentence: 'Labels every body as text/plain.',
    clauses: ['CON-03'],
    hooks: () => changeStatus(200, (reply) => withHeaders(reply, { 'content-type': 'text/plain; charset=utf-8' })),
  },
  {
    id: 'latin-1',
    class: 'http',
    sentence: 'Sends one operation in ISO 8859-1.',
    clauses: ['CON-03'],
    hooks: () =>
      changeReplies(
        (reply, request) => reply.status === 200 && request.path === '/clients',
        (reply) =>
          withBody(
            reply,
            Buffer.from(reply.body?.toString('utf8') ?? '', 'latin1'),
            'application/json; charset=iso-8859-1',
          ),
      ),
  },
  {
    id: 'no-content-type',
    class: 'http',
    sentence: 'Does not say what its bodies are.',
    clauses: ['CON-03'],
    hooks: () => changeStatus(200, (reply) => withHeaders(reply, { 'content-type': undefined })),
  },
  {
    id: 'json-cut',
    class: 'http',
    sentence: 'Sends JSON that breaks off, on one operation.',
    clauses: ['CON-03'],
    hooks: () =>
      changeReplies(
        (reply, request) => reply.status === 200 && request.path === '/initiatives',
        (reply) => withBody(reply, (reply.body ?? Buffer.alloc(0)).subarray(0, -2)),
      ),
  },
  {
    id: 'json-in-text',
    class: 'http',
    sentence: 'Wraps the JSON of one operation in a string.',
    clauses: ['CON-04', 'CON-02'],
    hooks: () =>
      changeReplies(
        (reply, request) => reply.status === 200 && request.path === '/reviews/categories/overdue',
        (reply) => withJson(reply, reply.body?.toString('utf8') ?? ''),
      ),
  },
  {
    id: 'empty-items-null',
    class: 'http',
    sentence: 'Writes `items` as null when there are none.',
    clauses: ['CON-04'],
    hooks: () => ({
      envelope: (original) => (items, query, list) => ({
        ...(original(items, query, list) as object),
        ...(items.items.length === 0 && { items: null }),
      }),
    }),
  },
  {
    id: 'empty-items-absent',
    class: 'http',
    sentence: 'Leaves `items` out when there are none.',
    clauses: ['CON-04'],
    hooks: () => ({
      envelope: (original) => (items, query, list) => {
        const { items: rows, ...rest } = original(items, query, list) as { items: unknown[] };
        return rows.length > 0 ? { ...rest, items: rows } : rest;
      },
    }),
  },
  {
    id: 'empty-204',
    class: 'http',
    sentence: 'Answers 204 when there is nothing to list.',
    clauses: ['CON-04', 'CON-01', 'PAG-06'],
    hooks: () =>
      changeReplies(isEmpty, (reply) => ({
        ...withHeaders(reply, { 'content-type': undefined, 'content-length': undefined }),
        status: 204,
        body: null,
      })),
  },
  {
    id: 'empty-404',
    class: 'http',
    sentence: 'Answers 404 when nothing matches.',
    clauses: ['PAG-06', 'CON-04', 'FIL-01'],
    hooks: () => changeReplies(isEmpty, (reply) => problem(reply, 404, 'Not Found', 'Nothing was found.')),
  },
  {
    id: 'empty-404-filtered-reviews',
    class: 'http',
    sentence: 'Answers 404 when a filter takes no review.',
    clauses: ['CON-04', 'FIL-01'],
    hooks: () =>
      changeReplies(
        (reply, request) =>
          request.path === '/reviews' && valuesOf(request, 'queryFilters').length > 0 && isEmpty(reply),
        (reply) => problem(reply, 404, 'Not Found', 'No review was found.'),
      ),
  },
  {
    id: 'bare-array',
    class: 'http',
    sentence: 'Answers one operation with the bare array.',
    clauses: ['CON-04'],
    hooks: () => ({
      envelope: (original) => (items, query, list) =>
        list.operation.id === 'listUsers' ? items.items : original(items, query, list),
    }),
  },
  {
    id: 'total-renamed',
    class: 'http',
    sentence: 'Calls `totalCount` otherwise on one operation.',
    clauses: ['CON-04'],
    hooks: () => ({
      envelope: (original) => (items, query, list) => {
        const { totalCount, ...rest } = original(items, query, list) as { totalCount: number };
        return list.operation.id === 'listMeetings' ? { ...rest, total: totalCount } : { ...rest, totalCount };
      },
    }),
  },
  {
    id: 'total-as-text',
    class: 'http',
    sentence: 'Writes `totalCount` as text.',
    clauses: ['CON-02', 'CON-04'],
    hooks: () => ({
      envelope: (original) => (items, query, list) => ({
        ...(original(items, query, list) as object),
        totalCount: String(items.totalCount),
      }),
    }),
  },
  {
    id: 'items-keyed',
    class: 'http',
    sentence: 'Writes `items` as an object by index.',
    clauses: ['CON-04'],
    hooks: () => ({
      envelope: (original) => (items, query, list) => ({
        ...(original(items, query, list) as object),
        ...(list.operation.id === 'listReviews' && { items: { ...items.items } }),
      }),
    }),
  },
  {
    id: 'error-html',
    class: 'http',
    sentence: 'Answers a bad request with an HTML page.',
    clauses: ['CON-08'],
    hooks: () => changeStatus(400, (reply) => withBody(reply, htmlPage('Bad Request'), HTML)),
  },
  {
    id: 'not-found-html',
    class: 'http',
    sentence: 'Answers an unknown path with the HTML page of a gateway.',
    clauses: ['CON-08'],
    hooks: () =>
      changeStatus(404, (reply) => withBody(reply, htmlPage('404 Not Found', '<hr><center>nginx</center>'), HTML)),
  },
  {
    id: 'unauthorised-html',
    class: 'http',
    sentence: 'Answers a request without a key with an HTML page.',
    clauses: ['CON-08'],
    hooks: () => changeStatus(401, (reply) => withBody(reply, htmlPage('401 Authorization Required'), HTML)),
  },
  {
    id: 'error-empty',
    class: 'http',
    sentence: 'Refuses bad requests without a body.',
    clauses: ['CON-08'],
    hooks: () => changeStatus(400, (reply) => withBody(reply, '', 'application/problem+json; charset=utf-8')),
  },
  {
    id: 'error-bare-text',
    class: 'http',
    sentence: 'Refuses bad requests with a bare JSON string.',
    clauses: ['CON-08'],
    hooks: () => changeStatus(400, (reply) => withBody(reply, '"Bad request"', 'application/json; charset=utf-8')),
  },
  {
    id: 'error-status-mismatch',
    class: 'http',
    sentence: 'Names another status in the body of an error than the one it sends.',
    clauses: ['CON-08'],
    hooks: () => changeStatus(400, (reply) => withJson(reply, { ...jsonOf(reply), status: 500 })),
  },
];
