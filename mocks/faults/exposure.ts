import type { Reply } from '../types.ts';
import type { Fault } from './hooks.ts';
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
} from './support/replies.ts';
import { keyIn, valuesOf } from './support/requests.ts';
import { faultOf } from './support/row.ts';

const fault = faultOf('exposure');

/** Faults of the class exposure. */
export const exposure: readonly Fault[] = [
  fault('stack-trace', 'Shows a stack trace in the body of an error.', ['SEC-01'], () =>
    changeStatus(400, (reply) =>
      withJson(reply, {
        ...jsonOf(reply),
        detail:
          'System.FormatException: Input string was not in a correct format.\r\n   at System.Number.ThrowOverflowOrFormatException()\r\n   at Reporting.Api.Controllers.ListController.Get() in D:\\a\\1\\s\\ListController.cs:line 42',
      }),
    ),
  ),
  fault('sql-shown', 'Shows SQL when a condition has a quote in it.', ['SEC-01'], () =>
    changeReplies(
      (_reply, request) => valuesOf(request, 'queryFilters').some((value) => value.includes("'")),
      (reply) =>
        problem(
          reply,
          500,
          'Internal Server Error',
          "Unclosed quotation mark after the character string: SELECT TOP (100) * FROM dbo.Clients WHERE Name = 'O'Brien'",
        ),
    ),
  ),
  fault('path-shown', 'Shows a file path of the server on an unknown path.', ['SEC-01'], () =>
    changeStatus(404, (reply) =>
      withJson(reply, {
        ...jsonOf(reply),
        detail: 'Could not find file C:\\inetpub\\wwwroot\\reporting\\index.html.',
      }),
    ),
  ),
  fault('developer-page', 'Shows the page of its framework for developers.', ['SEC-01', 'CON-08'], () =>
    changeStatus(400, (reply) =>
      withBody(
        reply,
        htmlPage(
          'Internal Server Error',
          '<p>An unhandled exception occurred while processing the request.</p><pre>at Microsoft.AspNetCore.Mvc.Infrastructure.ControllerActionInvoker.InvokeAsync()</pre>',
        ),
        HTML,
      ),
    ),
  ),
  fault('publicly-cacheable', 'Lets every cache keep what a key may see.', ['SEC-02'], () =>
    changeStatus(200, (reply) => withHeaders(reply, { 'cache-control': 'public, max-age=300' })),
  ),
  fault('cache-header-missing', 'Does not say that responses are not for shared caches.', ['SEC-02'], () =>
    changeStatus(200, (reply) => withHeaders(reply, { 'cache-control': undefined })),
  ),
  fault('cached-without-key', 'Serves from its cache without requiring the key.', ['SEC-02', 'AUTH-01'], () => {
    const cache = new Map<string, Reply>();
    return {
      around: (original) => async (request) => {
        const url = `${request.method} ${request.path}?${request.query}`;
        const reply = await original(request);
        if (reply.status === 200) cache.set(url, reply);
        return reply.status === 401 ? (cache.get(url) ?? reply) : reply;
      },
    };
  }),
  fault('origin-reflected', 'Lets any origin read responses with credentials.', ['SEC-03'], () =>
    changeReplies(
      (_reply, request) => request.headers['origin'] !== undefined,
      (reply, request) =>
        withHeaders(reply, {
          'access-control-allow-origin': request.headers['origin'],
          'access-control-allow-credentials': 'true',
        }),
    ),
  ),
  fault('input-as-html', 'Echoes a bad parameter in a page of HTML.', ['SEC-04'], () =>
    changeStatus(400, (reply, request) =>
      withBody(
        reply,
        htmlPage('Bad Request', `<p>${decodeURIComponent(request.query.replaceAll('+', ' '))}</p>`),
        HTML,
      ),
    ),
  ),
  fault('key-echoed', 'Repeats the key in its rejection.', ['KEY-17'], () =>
    changeReplies(
      (reply, request) => reply.status === 401 && (keyIn(request) ?? '') !== '',
      (reply, request) => problem(reply, 401, 'Unauthorized', `The API key ${keyIn(request) ?? ''} is not valid.`),
    ),
  ),
  fault('key-in-challenge', 'Repeats the key in a header of its rejection.', ['KEY-17'], () =>
    changeReplies(
      (reply, request) => reply.status === 401 && /^[\w-]+$/.test(keyIn(request) ?? ''),
      (reply, request) => withHeaders(reply, { 'www-authenticate': `ApiKey realm="${keyIn(request) ?? ''}"` }),
    ),
  ),
];
