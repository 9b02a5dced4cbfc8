import { gzipSync } from 'node:zlib';
import type { ApiRequest, Reply } from '../../types.ts';
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
import { faultOf } from '../support/row.ts';

const fault = faultOf('http');

/** Whether a response is a list without rows on this page. */
const isEmpty = (reply: Reply): boolean => {
  if (reply.status !== 200 || reply.body === null) return false;
  const { items } = jsonOf(reply) as { items?: unknown };
  return Array.isArray(items) && items.length === 0;
};

const takesGzip = ({ headers }: ApiRequest) => headers['accept-encoding']?.includes('gzip') ?? false;

const packedUnsaid = (reply: Reply): Reply => (reply.body === null ? reply : withBody(reply, gzipSync(reply.body)));

/** Faults of the class http: what a response carries. */
export const httpBodies: readonly Fault[] = [
  fault('packed-unsaid', 'Packs lists with gzip for clients that take it, and does not say so.', ['CON-03'], () =>
    changeReplies((reply, request) => reply.status === 200 && takesGzip(request), packedUnsaid),
  ),
  fault(
    'packed-errors-unsaid',
    'Packs errors with gzip for clients that take it, and does not say so.',
    ['CON-08'],
    () => changeReplies((reply, request) => reply.status >= 400 && takesGzip(request), packedUnsaid),
  ),
  fault('operation-missing', 'Does not know one of the operations.', ['CON-01'], () =>
    changeReplies(
      (reply, request) => reply.status === 200 && request.path === '/meetings',
      (reply) => problem(reply, 404, 'Not Found', 'No such resource.'),
    ),
  ),
  fault('operation-broken', 'Returns 500 on one operation.', ['CON-01'], () =>
    changeReplies(
      (reply, request) => reply.status === 200 && request.path === '/initiatives',
      (reply) => problem(reply, 500, 'Internal Server Error', 'Something went wrong.'),
    ),
  ),
  fault('parameters-required', 'Rejects one operation that is requested without a page.', ['CON-01'], () =>
    changeReplies(
      (reply, request) => reply.status === 200 && request.path === '/users' && valuesOf(request, 'page').length === 0,
      (reply) => problem(reply, 400, 'Bad Request', 'The page field is required.'),
    ),
  ),
  fault('list-201', 'Returns 201 on one operation.', ['CON-01'], () =>
    changeReplies(
      (reply, request) => reply.status === 200 && request.path === '/findings',
      (reply) => ({ ...reply, status: 201 }),
    ),
  ),
  fault('json-as-html', 'Labels the JSON of one operation as text/html.', ['CON-03'], () =>
    changeReplies(
      (reply, request) => reply.status === 200 && request.path === '/users',
      (reply) => withHeaders(reply, { 'content-type': HTML }),
    ),
  ),
  fault('json-as-text', 'Labels every body as text/plain.', ['CON-03'], () =>
    changeStatus(200, (reply) => withHeaders(reply, { 'content-type': 'text/plain; charset=utf-8' })),
  ),
  fault('latin-1', 'Sends one operation in ISO 8859-1.', ['CON-03'], () =>
    changeReplies(
      (reply, request) => reply.status === 200 && request.path === '/clients',
      (reply) =>
        withBody(
          reply,
          Buffer.from(reply.body?.toString('utf8') ?? '', 'latin1'),
          'application/json; charset=iso-8859-1',
        ),
    ),
  ),
  fault('no-content-type', 'Does not say what its bodies are.', ['CON-03'], () =>
    changeStatus(200, (reply) => withHeaders(reply, { 'content-type': undefined })),
  ),
  fault('json-cut', 'Sends JSON that breaks off, on one operation.', ['CON-03'], () =>
    changeReplies(
      (reply, request) => reply.status === 200 && request.path === '/initiatives',
      (reply) => withBody(reply, (reply.body ?? Buffer.alloc(0)).subarray(0, -2)),
    ),
  ),
  fault('json-in-text', 'Wraps the JSON of one operation in a string.', ['CON-04', 'CON-02'], () =>
    changeReplies(
      (reply, request) => reply.status === 200 && request.path === '/reviews/categories/overdue',
      (reply) => withJson(reply, reply.body?.toString('utf8') ?? ''),
    ),
  ),
  fault('empty-items-null', 'Writes `items` as null when there are none.', ['CON-04'], () => ({
    envelope: (original) => (items, query, list) => ({
      ...(original(items, query, list) as object),
      ...(items.items.length === 0 && { items: null }),
    }),
  })),
  fault('empty-items-absent', 'Leaves `items` out when there are none.', ['CON-04'], () => ({
    envelope: (original) => (items, query, list) => {
      const { items: rows, ...rest } = original(items, query, list) as { items: unknown[] };
      return rows.length > 0 ? { ...rest, items: rows } : rest;
    },
  })),
  fault('empty-204', 'Returns 204 when there is nothing to list.', ['CON-04', 'CON-01', 'PAG-06'], () =>
    changeReplies(isEmpty, (reply) => ({
      ...withHeaders(reply, { 'content-type': undefined, 'content-length': undefined }),
      status: 204,
      body: null,
    })),
  ),
  fault('empty-404', 'Returns 404 when nothing matches.', ['PAG-06', 'CON-04', 'FIL-01'], () =>
    changeReplies(isEmpty, (reply) => problem(reply, 404, 'Not Found', 'Nothing was found.')),
  ),
  fault('empty-404-filtered-reviews', 'Returns 404 when a filter takes no review.', ['CON-04', 'FIL-01'], () =>
    changeReplies(
      (reply, request) => request.path === '/reviews' && valuesOf(request, 'queryFilters').length > 0 && isEmpty(reply),
      (reply) => problem(reply, 404, 'Not Found', 'No review was found.'),
    ),
  ),
  fault('bare-array', 'Returns the bare array on one operation.', ['CON-04'], () => ({
    envelope: (original) => (items, query, list) =>
      list.operation.id === 'listUsers' ? items.items : original(items, query, list),
  })),
  fault('total-renamed', 'Calls `totalCount` otherwise on one operation.', ['CON-04'], () => ({
    envelope: (original) => (items, query, list) => {
      const { totalCount, ...rest } = original(items, query, list) as { totalCount: number };
      return list.operation.id === 'listMeetings' ? { ...rest, total: totalCount } : { ...rest, totalCount };
    },
  })),
  fault('total-as-text', 'Writes `totalCount` as text.', ['CON-02', 'CON-04'], () => ({
    envelope: (original) => (items, query, list) => ({
      ...(original(items, query, list) as object),
      totalCount: String(items.totalCount),
    }),
  })),
  fault('items-keyed', 'Writes `items` as an object by index.', ['CON-04'], () => ({
    envelope: (original) => (items, query, list) => ({
      ...(original(items, query, list) as object),
      ...(list.operation.id === 'listReviews' && { items: { ...items.items } }),
    }),
  })),
  fault('error-html', 'Returns an HTML page for a bad request.', ['CON-08'], () =>
    changeStatus(400, (reply) => withBody(reply, htmlPage('Bad Request'), HTML)),
  ),
  fault('not-found-html', 'Returns the HTML page of a gateway for an unknown path.', ['CON-08'], () =>
    changeStatus(404, (reply) => withBody(reply, htmlPage('404 Not Found', '<hr><center>nginx</center>'), HTML)),
  ),
  fault('unauthorised-html', 'Returns an HTML page for a request without a key.', ['CON-08'], () =>
    changeStatus(401, (reply) => withBody(reply, htmlPage('401 Authorization Required'), HTML)),
  ),
  fault('error-empty', 'Rejects bad requests without a body.', ['CON-08'], () =>
    changeStatus(400, (reply) => withBody(reply, '', 'application/problem+json; charset=utf-8')),
  ),
  fault('error-bare-text', 'Rejects bad requests with a bare JSON string.', ['CON-08'], () =>
    changeStatus(400, (reply) => withBody(reply, '"Bad request"', 'application/json; charset=utf-8')),
  ),
  fault(
    'error-status-mismatch',
    'Names another status in the body of an error than the one it sends.',
    ['CON-08'],
    () => changeStatus(400, (reply) => withJson(reply, { ...jsonOf(reply), status: 500 })),
  ),
];
