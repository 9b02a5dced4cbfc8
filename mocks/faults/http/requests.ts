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
import { changeRequests, withKey } from '../support/requests.ts';

const KNOWN = ['page', 'pageSize', 'queryFilters', 'sortingRules'];

const hasUnknown = ({ query }: ApiRequest) =>
  [...new URLSearchParams(query).keys()].some((name) => !KNOWN.includes(name));

/** Faults of the class http: methods, paths, headers and parameters. */
export const httpRequests: readonly Fault[] = [
  {
    id: 'error-as-200',
    class: 'http',
    sentence: 'Delivers errors with status 200.',
    clauses: ['FIL-07', 'PAG-08', 'SRT-05'],
    hooks: () => changeStatus(400, (reply) => ({ ...reply, status: 200 })),
  },
  {
    id: 'unknown-path-served',
    class: 'http',
    sentence: 'Answers 200 on an unknown path.',
    clauses: ['CON-09'],
    hooks: () =>
      changeReplies(
        (reply, request) => reply.status === 404 && !/^\/recommendations\/[^/]+\/configurations$/.test(request.path),
        (reply) => ({ ...withJson(reply, {}), status: 200 }),
      ),
  },
  {
    id: 'unknown-path-broken',
    class: 'http',
    sentence: 'Answers 500 on an unknown path.',
    clauses: ['CON-09'],
    hooks: () =>
      changeReplies(
        (reply, request) => reply.status === 404 && !/^\/recommendations\/[^/]+\/configurations$/.test(request.path),
        (reply) => problem(reply, 500, 'Internal Server Error', 'No route matched.'),
      ),
  },
  {
    id: 'unknown-path-redirect',
    class: 'http',
    sentence: 'Redirects unknown paths to the start page.',
    clauses: ['CON-09'],
    hooks: () =>
      changeReplies(
        (reply, request) => reply.status === 404 && !/^\/recommendations\/[^/]+\/configurations$/.test(request.path),
        (reply) => withHeaders({ ...withBody(reply, ''), status: 302 }, { location: '/' }),
      ),
  },
  {
    id: 'post-served',
    class: 'http',
    sentence: 'Serves a POST as if it were a GET.',
    clauses: ['CON-10'],
    hooks: () => changeRequests((request) => (request.method === 'POST' ? { ...request, method: 'GET' } : request)),
  },
  {
    id: 'delete-broken',
    class: 'http',
    sentence: 'Answers 500 to a DELETE.',
    clauses: ['CON-10'],
    hooks: () =>
      changeReplies(
        (reply, request) => reply.status === 405 && request.method === 'DELETE',
        (reply) => problem(reply, 500, 'Internal Server Error', 'The method is not implemented.'),
      ),
  },
  {
    id: 'put-accepted',
    class: 'http',
    sentence: 'Accepts a PUT on one operation and answers 204.',
    clauses: ['CON-10'],
    hooks: () =>
      changeReplies(
        (reply, request) => reply.status === 405 && request.method === 'PUT',
        (reply) =>
          withHeaders(
            { ...reply, status: 204, body: null },
            { 'content-type': undefined, 'content-length': undefined },
          ),
      ),
  },
  {
    id: 'allow-missing',
    class: 'http',
    sentence: 'Refuses a method without saying which ones it takes.',
    clauses: ['CON-10'],
    hooks: () => changeStatus(405, (reply) => withHeaders(reply, { allow: undefined })),
  },
  {
    id: 'head-without-key',
    class: 'http',
    sentence: 'Answers HEAD without asking for the key.',
    clauses: ['CON-11'],
    hooks: ({ demoKeys }) =>
      changeRequests((request) => (request.method === 'HEAD' ? withKey(request, demoKeys.active) : request)),
  },
  {
    id: 'options-data',
    class: 'http',
    sentence: 'Answers OPTIONS with the list.',
    clauses: ['CON-11'],
    hooks: ({ demoKeys }) =>
      changeRequests((request) =>
        request.method === 'OPTIONS' ? withKey({ ...request, method: 'GET' }, demoKeys.active) : request,
      ),
  },
  {
    id: 'accept-broken',
    class: 'http',
    sentence: 'Answers 500 to an Accept that it cannot serve.',
    clauses: ['CON-12'],
    hooks: () => changeStatus(406, (reply) => problem(reply, 500, 'Internal Server Error', 'No formatter was found.')),
  },
  {
    id: 'accept-any-html',
    class: 'http',
    sentence: 'Takes `Accept: */*` for a browser and answers with a page.',
    clauses: ['CON-12'],
    hooks: () =>
      changeReplies(
        (reply, request) => reply.status === 200 && request.headers['accept'] === '*/*',
        (reply) => withBody(reply, htmlPage('Results'), HTML),
      ),
  },
  {
    id: 'accept-xml',
    class: 'http',
    sentence: 'Answers with XML whoever accepts it.',
    clauses: ['CON-12'],
    hooks: () =>
      changeReplies(
        (reply, request) => reply.status === 406 && (request.headers['accept'] ?? '').includes('xml'),
        (reply) => ({ ...withBody(reply, '<items/>', 'application/xml'), status: 200 }),
      ),
  },
  {
    id: 'unknown-parameter-refused',
    class: 'http',
    sentence: 'Refuses a query parameter that it does not know.',
    clauses: ['CON-13'],
    hooks: () =>
      changeReplies(
        (reply, request) => reply.status === 200 && hasUnknown(request),
        (reply) => problem(reply, 400, 'Bad Request', 'There is a parameter that is not known.'),
      ),
  },
  {
    id: 'unknown-parameter-empties',
    class: 'http',
    sentence: 'Finds nothing when a query parameter is not known.',
    clauses: ['CON-13'],
    hooks: () =>
      changeReplies(
        (reply, request) => reply.status === 200 && hasUnknown(request),
        (reply) => withJson(reply, { ...jsonOf(reply), totalCount: 0, items: [] }),
      ),
  },
  {
    id: 'answers-alternate',
    class: 'http',
    sentence: 'Answers every second request from a replica that lacks a row.',
    clauses: ['CON-14'],
    hooks: () => {
      let requested = 0;
      return {
        rows: (original) => (list) => {
          const rows = original(list);
          requested += 1;
          return rows && requested % 2 === 0 ? rows.slice(0, -1) : rows;
        },
      };
    },
  },
  {
    id: 'order-unstable',
    class: 'http',
    sentence: 'Lists one operation in another order each time.',
    clauses: ['CON-14', 'PAG-02'],
    hooks: () => {
      let turn = 0;
      return {
        rows: (original) => (list) => {
          const rows = original(list);
          if (!rows || list.operation.id !== 'listOverdueReviewCategories') return rows;
          turn += 1;
          return [...rows.slice(turn % rows.length), ...rows.slice(0, turn % rows.length)];
        },
      };
    },
  },
];
