import type { ApiRequest } from '../../types.ts';
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
import { changeParameters, changeRequests, withKey } from '../support/requests.ts';
import { faultOf } from '../support/row.ts';

const fault = faultOf('http');

const KNOWN = ['page', 'pageSize', 'queryFilters', 'sortingRules'];

const hasUnknown = ({ query }: ApiRequest) =>
  [...new URLSearchParams(query).keys()].some((name) => !KNOWN.includes(name));

/** Faults of the class http: methods, paths, headers and parameters. */
export const httpRequests: readonly Fault[] = [
  fault('error-as-200', 'Delivers errors with status 200.', ['FIL-07', 'PAG-08', 'SRT-05'], () =>
    changeStatus(400, (reply) => ({ ...reply, status: 200 })),
  ),
  fault('unknown-path-served', 'Returns 200 on an unknown path.', ['CON-09'], () =>
    changeReplies(
      (reply, request) => reply.status === 404 && !/^\/recommendations\/[^/]+\/configurations$/.test(request.path),
      (reply) => ({ ...withJson(reply, {}), status: 200 }),
    ),
  ),
  fault('unknown-path-broken', 'Returns 500 on an unknown path.', ['CON-09'], () =>
    changeReplies(
      (reply, request) => reply.status === 404 && !/^\/recommendations\/[^/]+\/configurations$/.test(request.path),
      (reply) => problem(reply, 500, 'Internal Server Error', 'No route matched.'),
    ),
  ),
  fault('unknown-path-redirect', 'Redirects unknown paths to the start page.', ['CON-09'], () =>
    changeReplies(
      (reply, request) => reply.status === 404 && !/^\/recommendations\/[^/]+\/configurations$/.test(request.path),
      (reply) => withHeaders({ ...withBody(reply, ''), status: 302 }, { location: '/' }),
    ),
  ),
  fault('post-served', 'Serves a POST as if it were a GET.', ['CON-10'], () =>
    changeRequests((request) => (request.method === 'POST' ? { ...request, method: 'GET' } : request)),
  ),
  fault('delete-broken', 'Returns 500 for a DELETE.', ['CON-10'], () =>
    changeReplies(
      (reply, request) => reply.status === 405 && request.method === 'DELETE',
      (reply) => problem(reply, 500, 'Internal Server Error', 'The method is not implemented.'),
    ),
  ),
  fault('put-accepted', 'Accepts a PUT on one operation and returns 204.', ['CON-10'], () =>
    changeReplies(
      (reply, request) => reply.status === 405 && request.method === 'PUT',
      (reply) =>
        withHeaders({ ...reply, status: 204, body: null }, { 'content-type': undefined, 'content-length': undefined }),
    ),
  ),
  fault('allow-missing', 'Rejects a method without saying which ones it takes.', ['CON-10'], () =>
    changeStatus(405, (reply) => withHeaders(reply, { allow: undefined })),
  ),
  fault('head-without-key', 'Serves HEAD without requiring the key.', ['CON-11'], ({ demoKeys }) =>
    changeRequests((request) => (request.method === 'HEAD' ? withKey(request, demoKeys.active) : request)),
  ),
  fault('options-data', 'Returns the list for OPTIONS.', ['CON-11'], ({ demoKeys }) =>
    changeRequests((request) =>
      request.method === 'OPTIONS' ? withKey({ ...request, method: 'GET' }, demoKeys.active) : request,
    ),
  ),
  fault('accept-broken', 'Returns 500 for an Accept that it cannot serve.', ['CON-12'], () =>
    changeStatus(406, (reply) => problem(reply, 500, 'Internal Server Error', 'No formatter was found.')),
  ),
  fault('accept-any-html', 'Takes `Accept: */*` for a browser and returns a page.', ['CON-12'], () =>
    changeReplies(
      (reply, request) => reply.status === 200 && request.headers['accept'] === '*/*',
      (reply) => withBody(reply, htmlPage('Results'), HTML),
    ),
  ),
  fault('accept-xml', 'Returns XML to whoever accepts it.', ['CON-12'], () =>
    changeReplies(
      (reply, request) => reply.status === 406 && (request.headers['accept'] ?? '').includes('xml'),
      (reply) => ({ ...withBody(reply, '<items/>', 'application/xml'), status: 200 }),
    ),
  ),
  fault('unknown-parameter-refused', 'Rejects a query parameter that it does not know.', ['CON-13'], () =>
    changeReplies(
      (reply, request) => reply.status === 200 && hasUnknown(request),
      (reply) => problem(reply, 400, 'Bad Request', 'There is a parameter that is not known.'),
    ),
  ),
  fault('unknown-parameter-empties', 'Finds nothing when a query parameter is not known.', ['CON-13'], () =>
    changeReplies(
      (reply, request) => reply.status === 200 && hasUnknown(request),
      (reply) => withJson(reply, { ...jsonOf(reply), totalCount: 0, items: [] }),
    ),
  ),
  fault('parameter-binds-field', 'Filters by a parameter that has the name of a field.', ['CON-13'], () =>
    changeParameters((parameters) => {
      const [condition] = parameters.get('name') ?? [];
      if (condition === undefined || parameters.has('queryFilters')) return;
      parameters.set('queryFilters', [
        JSON.stringify({ field: 'name', predicate: 'equal', condition, operator: null }),
      ]);
    }),
  ),
  fault('answers-alternate', 'Serves every second request from a replica that lacks a row.', ['CON-14'], () => {
    let requested = 0;
    return {
      rows: (original) => (list) => {
        const rows = original(list);
        requested += 1;
        return rows && requested % 2 === 0 ? rows.slice(0, -1) : rows;
      },
    };
  }),
  fault('order-unstable', 'Lists one operation in another order each time.', ['CON-14', 'PAG-02'], () => {
    let turn = 0;
    return {
      rows: (original) => (list) => {
        const rows = original(list);
        if (!rows || list.operation.id !== 'listOverdueReviewCategories') return rows;
        turn += 1;
        return [...rows.slice(turn % rows.length), ...rows.slice(0, turn % rows.length)];
      },
    };
  }),
];
