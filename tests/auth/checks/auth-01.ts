import { listRequest, rawRequest, type ListQuery } from '../../../verifier/requests.ts';
import type { Case } from '../../../verifier/case.ts';
import type { CheckContext } from '../../../verifier/check-context.ts';
import { caseCheck } from '../../../verifier/case-check.ts';
import type { Operation } from '../../../spec/contract.ts';
import type { RequestSpec } from '../../../verifier/exchange.ts';
import { givesRows, spellingsOf } from '../evidence/spellings.ts';
import { openOperations } from './operations.ts';
import { judgeRejection } from './rejection.ts';
import { type Samples } from '../../../verifier/samples/sample.ts';
import { sampleServer } from '../../../verifier/samples/sample-dataset.ts';
import { KEY_HEADER } from '../../../verifier/key-header.ts';
import { typedFilter } from '../../../verifier/typed-filter.ts';

/** Requests that bypass the key check of some servers, each with how it does so. */
function* waysRound(context: CheckContext, operation: Operation): Iterable<readonly [how: string, RequestSpec]> {
  const path = Object.fromEntries(operation.pathParameters.map((name) => [name, 1]));
  const send = (query: ListQuery, headers: RequestSpec['headers'] = {}) =>
    listRequest(operation, query, { key: null, path, headers });
  const field = operation.fields[0]?.name ?? 'id';
  yield ['page 2', send({ page: 2, pageSize: 2 })];
  yield ['a filter', send({ filter: typedFilter(operation) })];
  yield ['an order', send({ sort: { field, direction: 'asc' } })];
  yield ['X-Forwarded-For', send({}, { 'x-forwarded-for': '127.0.0.1', 'x-real-ip': '127.0.0.1' })];
  yield ['X-Original-URL', send({}, { 'x-original-url': '/index.html', 'x-rewrite-url': '/index.html' })];
  yield ['Referer', send({}, { referer: `${new URL(context.target.baseUrl).origin}/index.html` })];
  yield ['If-None-Match', send({}, { 'if-none-match': '*' })];
  yield ['Range', send({}, { range: 'bytes=0-200' })];
  yield [
    'Origin',
    send({}, { origin: new URL(context.target.baseUrl).origin, 'access-control-request-method': 'GET' }),
  ];
  yield ['a page of one row', send({ pageSize: 1 })];
  yield ['a page past the end', send({ page: 100_000, pageSize: 100 })];
}

/**
 * Requests that an honest server may take for something else than a list, such as a preflight or somebody who can sign in: it
 * need not respond with 401, but must not give rows.
 */
function* takenOtherwise(operation: Operation): Iterable<readonly [how: string, RequestSpec]> {
  const path = Object.fromEntries(operation.pathParameters.map((name) => [name, 1]));
  const send = (headers: Record<string, string>) => listRequest(operation, {}, { key: null, path, headers });
  yield ['an override of the method', send({ 'x-http-method-override': 'OPTIONS' })];
  yield ['Accept of a browser', send({ accept: 'text/html,application/xhtml+xml,*/*;q=0.8' })];
}

const judgeRows =
  (how: string): Case['judge'] =>
  (exchange) =>
    givesRows(exchange) ? { want: `no list without a key ${how}`, got: 'a list' } : undefined;

/** The list by other spellings of its path: a server that serves them must require the key as well. */
function* spelt(operation: Operation): Iterable<Omit<Case, 'depth'>> {
  for (const { how, target } of spellingsOf(operation.path)) {
    yield {
      operation: `GET ${target}`,
      label: how,
      requests: [rawRequest(target, { key: null })],
      judge: judgeRows(`at a path ${how}`),
    };
  }
}

/**
 * AUTH-01: without a key every operation is rejected. The ids in the path need not exist, because the key is judged first
 * (AUTH-05).
 */
export const auth01 = caseCheck('AUTH-01', function* (context: CheckContext): Iterable<Case> {
  for (const operation of context.contract.operations) {
    const path = Object.fromEntries(operation.pathParameters.map((name) => [name, 1]));
    yield {
      operation: operation.id,
      depth: 'quick',
      requests: [listRequest(operation, {}, { key: null, path })],
      judge: judgeRejection,
    };
  }
  for (const [nth, operation] of openOperations(context).entries()) {
    const depth = nth === 0 ? 'standard' : 'full';
    for (const [how, request] of waysRound(context, operation))
      yield { operation: operation.id, label: how, depth, requests: [request], judge: judgeRejection };
    for (const [how, request] of takenOtherwise(operation))
      yield { operation: operation.id, label: how, depth, requests: [request], judge: judgeRows(`by ${how}`) };
    for (const one of spelt(operation)) yield { ...one, depth };
  }
});

const sampled = sampleServer();

/** The broken server leaves one operation open. */
export const samples: Samples = {
  passes: sampled,
  rejects: [
    (request) =>
      sampled(request.operation === 'listFindings' ? { ...request, headers: { [KEY_HEADER]: '{{active}}' } } : request),
    // It can be bypassed.
    (request) =>
      sampled('x-original-url' in request.headers ? { ...request, headers: { [KEY_HEADER]: '{{active}}' } } : request),
    // It takes a browser for somebody who has signed in.
    (request) =>
      sampled(
        String(request.headers.accept).startsWith('text/html')
          ? { ...request, headers: { [KEY_HEADER]: '{{active}}' } }
          : request,
      ),
    // It serves another spelling.
    (request) =>
      sampled(
        request.target.endsWith('/')
          ? { ...request, target: request.target.slice(0, -1), headers: { [KEY_HEADER]: '{{active}}' } }
          : request,
      ),
  ],
};
