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

/** Faults of the class exposure. */
export const exposure: readonly Fault[] = [
  {
    id: 'stack-trace',
    class: 'exposure',
    sentence: 'Shows a stack trace in the body of an error.',
    clauses: ['SEC-01'],
    hooks: () =>
      changeStatus(400, (reply) =>
        withJson(reply, {
          ...jsonOf(reply),
          detail:
            'System.FormatException: Input string was not in a correct format.\r\n   at System.Number.ThrowOverflowOrFormatException()\r\n   at Reporting.Api.Controllers.ListController.Get() in D:\\a\\1\\s\\ListController.cs:line 42',
        }),
      ),
  },
  {
    id: 'sql-shown',
    class: 'exposure',
    sentence: 'Shows SQL when a condition has a quote in it.',
    clauses: ['SEC-01'],
    hooks: () =>
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
  },
  {
    id: 'path-shown',
    class: 'exposure',
    sentence: 'Shows a file path of the server on an unknown path.',
    clauses: ['SEC-01'],
    hooks: () =>
      changeStatus(404, (reply) =>
        withJson(reply, {
          ...jsonOf(reply),
          detail: 'Could not find file C:\\inetpub\\wwwroot\\reporting\\index.html.',
        }),
      ),
  },
  {
    id: 'developer-page',
    class: 'exposure',
    sentence: 'Shows the page of its framework for developers.',
    clauses: ['SEC-01', 'CON-08'],
    hooks: () =>
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
  },
  {
    id: 'publicly-cacheable',
    class: 'exposure',
    sentence: 'Lets every cache keep what a key may see.',
    clauses: ['SEC-02'],
    hooks: () => changeStatus(200, (reply) => withHeaders(reply, { 'cache-control': 'public, max-age=300' })),
  },
  {
    id: 'cache-header-missing',
    class: 'exposure',
    sentence: 'Does not say that answers are not for shared caches.',
    clauses: ['SEC-02'],
    hooks: () => changeStatus(200, (reply) => withHeaders(reply, { 'cache-control': undefined })),
  },
  {
    id: 'cached-without-key',
    class: 'exposure',
    sentence: 'Serves from its cache without asking for the key.',
    clauses: ['SEC-02', 'AUTH-01'],
    hooks: () => {
      const cache = new Map<string, Reply>();
      return {
        around: (original) => async (request) => {
          const url = `${request.method} ${request.path}?${request.query}`;
          const reply = await original(request);
          if (reply.status === 200) cache.set(url, reply);
          return reply.status === 401 ? (cache.get(url) ?? reply) : reply;
        },
      };
    },
  },
  {
    id: 'origin-reflected',
    class: 'exposure',
    sentence: 'Lets any origin read answers with credentials.',
    clauses: ['SEC-03'],
    hooks: () =>
      changeReplies(
        (_reply, request) => request.headers['origin'] !== undefined,
        (reply, request) =>
          withHeaders(reply, {
            'access-control-allow-origin': request.headers['origin'],
            'access-control-allow-credentials': 'true',
          }),
      ),
  },
  {
    id: 'input-as-html',
    class: 'exposure',
    sentence: 'Echoes a bad parameter in a page of HTML.',
    clauses: ['SEC-04'],
    hooks: () =>
      changeStatus(400, (reply, request) =>
        withBody(
          reply,
          htmlPage('Bad Request', `<p>${decodeURIComponent(request.query.replaceAll('+', ' '))}</p>`),
          HTML,
        ),
      ),
  },
  {
    id: 'key-echoed',
    class: 'exposure',
    sentence: 'Repeats the key in its refusal.',
    clauses: ['KEY-17'],
    hooks: () =>
      changeReplies(
        (reply, request) => reply.status === 401 && (keyIn(request) ?? '') !== '',
        (reply, request) => problem(reply, 401, 'Unauthorized', `The API key ${keyIn(request) ?? ''} is not valid.`),
      ),
  },
  {
    id: 'key-in-challenge',
    class: 'exposure',
    sentence: 'Repeats the key in a header of its refusal.',
    clauses: ['KEY-17'],
    hooks: () =>
      changeReplies(
        (reply, request) => reply.status === 401 && /^[\w-]+$/.test(keyIn(request) ?? ''),
        (reply, request) => withHeaders(reply, { 'www-authenticate': `ApiKey realm="${keyIn(request) ?? ''}"` }),
      ),
  },
];
