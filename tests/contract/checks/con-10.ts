import { caseCheck } from '../../../verifier/case-check.ts';
import type { Case, Outcome } from '../../../verifier/case.ts';
import { header, type CompletedExchange, type RequestSpec } from '../../../verifier/exchange.ts';
import { listRequestFor } from '../../../verifier/model/known-lists.ts';
import { problem, type Samples } from '../../../verifier/samples/sample.ts';
import { responding } from '../../../verifier/samples/sample-change.ts';
import { sampleServer } from '../../../verifier/samples/sample-dataset.ts';
import { otherStatus } from './rejected.ts';
import { early, operationsOf } from './rotate.ts';

/** Sent without a body to a whole list, so that a server that implements them has nothing to change. */
const METHODS = ['POST', 'DELETE', 'PUT', 'PATCH'];

/** Further methods: TRACE, which would echo the key; one of WebDAV; the new QUERY; and a POST that overrides its method. */
const FURTHER: readonly (readonly [method: string, headers: RequestSpec['headers']])[] = [
  ['TRACE', {}],
  ['POST', { 'x-http-method-override': 'GET', 'x-http-method': 'GET' }],
  ['PROPFIND', {}],
  ['QUERY', {}],
];

/** CON-10: a method that the contract does not name is rejected with 405 (or 404), `Allow` on a 405; never 2xx, never 5xx. */
export const con10 = caseCheck('CON-10', function* (context): Iterable<Case> {
  for (const [nth, operation] of operationsOf(context).entries()) {
    const list = listRequestFor(context, operation);
    if (!list) continue;
    for (const [i, method] of METHODS.entries()) {
      const request = { ...list, method };
      const isEarly = i >= 2 && nth === i - 1;
      const depth = nth === 0 && i < 2 ? 'quick' : isEarly ? early(context) : undefined;
      yield {
        operation: `${method} ${operation.path}`,
        label: method,
        depth: depth ?? (i === nth % METHODS.length || nth === 0 ? 'standard' : 'full'),
        requests: [request],
        judge,
      };
    }
    for (const [method, headers] of FURTHER) {
      yield {
        operation: `${method} ${operation.path}`,
        label: `${method} ${Object.keys(headers).join()}`,
        depth: nth === 0 ? 'standard' : 'full',
        requests: [{ ...list, method, headers: { ...list.headers, ...headers } }],
        judge: (exchange) => (exchange.response.status === 405 ? undefined : judge(exchange)),
      };
    }
  }
});

function judge({ response }: CompletedExchange): Outcome {
  const { status } = response;
  if (status === 405 && header(response, 'allow') === undefined)
    return { want: '405 with Allow', got: '405 without it' };
  if ([404, 405, 501].includes(status)) return undefined;
  return otherStatus('405 (or 404)', status);
}

const sampled = sampleServer();

/** The good server rejects other methods; the broken one serves a POST like a GET. */
export const samples: Samples = {
  passes: responding(sampled, ({ method }) =>
    method === 'GET' ? undefined : problem(405, 'Method Not Allowed', { allow: 'GET' }),
  ),
  rejects: [
    sampled,
    // It follows the override header.
    responding(sampled, (request) =>
      request.method === 'GET' || 'x-http-method' in request.headers
        ? undefined
        : problem(405, 'Method Not Allowed', { allow: 'GET' }),
    ),
    responding(sampled, ({ method }) => (method === 'GET' ? undefined : problem(405, 'Method Not Allowed'))),
  ],
};
