import type { Reply } from '../../types.ts';
import type { Fault } from '../hooks.ts';
import {
  changeReplies,
  changeStatus,
  htmlPage,
  HTML,
  jsonOf,
  problem,
  withBody,
  withHeaders,
} from '../support/replies.ts';
import { changeRequests, keyIn, valuesOf } from '../support/requests.ts';
import { faultOf } from '../support/row.ts';

const http = faultOf('http');
const exposure = faultOf('exposure');

const OPEN = { 'cache-control': 'public, max-age=120' } as const;
const opened = (reply: Reply) => withHeaders(reply, OPEN);
const isEmpty = (reply: Reply) => {
  if (reply.status !== 200 || reply.body === null) return false;
  const { items } = jsonOf(reply);
  return Array.isArray(items) && items.length === 0;
};

/** Faults of the classes http and exposure: headers, caching and errors of responses that are easily forgotten. */
export const unusualResponses: readonly Fault[] = [
  exposure('empty-cacheable', 'Lets every cache keep empty lists.', ['SEC-02'], () => changeReplies(isEmpty, opened)),
  exposure('page-two-cacheable', 'Lets every cache keep all but the first page.', ['SEC-02'], () =>
    changeReplies(
      (reply, request) => reply.status === 200 && valuesOf(request, 'page').some((page) => Number(page) > 1),
      opened,
    ),
  ),
  exposure('not-found-cacheable', 'Lets every cache keep a 404.', ['SEC-02'], () => changeStatus(404, opened)),
  exposure('bad-request-cacheable', 'Lets every cache keep a 400.', ['SEC-02'], () => changeStatus(400, opened)),
  exposure('refused-cacheable', 'Lets every cache keep a 401.', ['SEC-02'], () => changeStatus(401, opened)),
  exposure('head-cacheable', 'Lets every cache keep responses to HEAD.', ['SEC-02'], () =>
    changeReplies((reply, request) => reply.status === 200 && request.method === 'HEAD', opened),
  ),
  exposure('filtered-unsaid', 'Says nothing of caches where there is a filter.', ['SEC-02'], () =>
    changeReplies(
      (reply, request) => reply.status === 200 && valuesOf(request, 'queryFilters').length > 0,
      (reply) => withHeaders(reply, { 'cache-control': undefined }),
    ),
  ),
  exposure('not-found-unsaid', 'Says nothing of caches on a 404.', ['SEC-02'], () =>
    changeStatus(404, (reply) => withHeaders(reply, { 'cache-control': undefined })),
  ),
  exposure('max-age-alone', 'Lets a cache keep a list for five minutes without saying whose.', ['SEC-02'], () =>
    changeReplies(
      (reply, request) => reply.status === 200 && valuesOf(request, 'pageSize').length > 0,
      (reply) => withHeaders(reply, { 'cache-control': 'max-age=300' }),
    ),
  ),
  ...(['if-none-match', 'if-modified-since'] as const).map((name) =>
    http(`${name}-always-met`, `Takes every list for unchanged where the client sends ${name}.`, ['CON-14'], () =>
      changeReplies(
        (reply, request) => reply.status === 200 && request.headers[name] !== undefined,
        (reply) => ({ ...withBody(reply, ''), status: 304, body: null }),
      ),
    ),
  ),
  exposure('error-origin-reflected', 'Lets any origin read errors with credentials.', ['SEC-03'], () =>
    changeReplies(
      (reply, request) => reply.status >= 400 && request.headers['origin'] !== undefined,
      (reply, request) =>
        withHeaders(reply, {
          'access-control-allow-origin': request.headers['origin'],
          'access-control-allow-credentials': 'true',
        }),
    ),
  ),
  exposure('key-in-header', 'Repeats the key in a header of every list.', ['KEY-17'], () =>
    changeReplies(
      (reply) => reply.status === 200,
      (reply, request) => withHeaders(reply, { 'x-subscription': keyIn(request) }),
    ),
  ),
  exposure('key-in-link', 'Writes the key into the address of the next page.', ['KEY-17'], () =>
    changeReplies(
      (reply) => reply.status === 200,
      (reply, request) =>
        withHeaders(reply, { link: `<${request.path}?page=2&mitp-api-key=${keyIn(request) ?? ''}>; rel="next"` }),
    ),
  ),
  exposure('key-in-bad-request', 'Dumps the headers of a bad request into its response.', ['KEY-17'], () =>
    changeStatus(400, (reply, request) =>
      problem(reply, 400, 'Bad Request', `Headers: ${JSON.stringify({ 'mitp-api-key': keyIn(request) })}`),
    ),
  ),
  exposure('key-in-404', 'Names the key that found nothing.', ['KEY-17'], () =>
    changeStatus(404, (reply, request) =>
      problem(reply, 404, 'Not Found', `Nothing for ${keyIn(request) ?? 'nobody'}.`),
    ),
  ),
  exposure('key-part-told', 'Shows the first ten characters of a key that it rejects.', ['KEY-17'], () =>
    changeReplies(
      (reply, request) => reply.status === 401 && (keyIn(request) ?? '') !== '',
      (reply, request) =>
        problem(reply, 401, 'Unauthorized', `No key begins with ${(keyIn(request) ?? '').slice(0, 10)}.`),
    ),
  ),
  exposure('key-lower-case', 'Repeats the key of a request in small letters in a header.', ['KEY-17'], () =>
    changeReplies(
      (reply) => reply.status === 200,
      (reply, request) => withHeaders(reply, { 'x-client': keyIn(request)?.toLowerCase() }),
    ),
  ),
  http('not-found-untyped', 'Does not say what the body of a 404 is.', ['CON-08'], () =>
    changeStatus(404, (reply) => withHeaders(reply, { 'content-type': undefined })),
  ),
  http('head-other-type', 'Says another type on HEAD than on GET.', ['CON-11'], () =>
    changeReplies(
      (reply, request) => reply.status === 200 && request.method === 'HEAD',
      (reply) => withHeaders(reply, { 'content-type': 'text/html; charset=utf-8' }),
    ),
  ),
  http('head-broken', 'Returns 500 for HEAD.', ['CON-11'], () =>
    changeReplies(
      (reply, request) => reply.status === 200 && request.method === 'HEAD',
      (reply) => ({ ...reply, status: 500 }),
    ),
  ),
  http('options-broken', 'Returns 500 for OPTIONS.', ['CON-11'], () =>
    changeReplies(
      (_reply, request) => request.method === 'OPTIONS',
      (reply) => problem(reply, 500, 'Internal Server Error', 'No handler was found.'),
    ),
  ),
  http('broken-escape-500', 'Returns 500 for a path with a broken escape.', ['CON-09'], () =>
    changeReplies(
      (_reply, request) => /%(?![0-9a-f]{2})/i.test(request.path),
      (reply) => problem(reply, 500, 'Internal Server Error', 'The request could not be read.'),
    ),
  ),
  http('nul-path-500', 'Returns 500 for a path with an encoded NUL.', ['CON-09'], () =>
    changeReplies(
      (_reply, request) => request.path.includes('%00'),
      (reply) => problem(reply, 500, 'Internal Server Error', 'Illegal characters in path.'),
    ),
  ),
  http(
    'climbing-path-served',
    'Serves a file of the server to a path that climbs with encoded slashes.',
    ['CON-09'],
    () =>
      changeReplies(
        (_reply, request) => /(\.\.|%2e%2e)(%2f|%5c)/i.test(request.path),
        (reply) => ({ ...withBody(reply, 'root:x:0:0:root:/root:/bin/sh\n', 'text/plain'), status: 200 }),
      ),
  ),
  http('method-overridden', 'Serves a POST whose X-HTTP-Method-Override says GET.', ['CON-10'], () =>
    changeRequests((request) =>
      request.headers['x-http-method-override'] === undefined
        ? request
        : { ...request, method: request.headers['x-http-method-override'] },
    ),
  ),
  http('trace-served', 'Returns the request as it came for TRACE, its key included.', ['CON-10', 'KEY-17'], () =>
    changeReplies(
      (_reply, request) => request.method === 'TRACE',
      (reply, request) => ({
        ...withBody(reply, `TRACE ${request.path}\r\nmitp-api-key: ${keyIn(request) ?? ''}\r\n`, 'message/http'),
        status: 200,
      }),
    ),
  ),
  http('not-acceptable-html', 'Returns 406 with an HTML page.', ['CON-08'], () =>
    changeStatus(406, (reply) => withBody(reply, htmlPage('406 Not Acceptable'), HTML)),
  ),
];
