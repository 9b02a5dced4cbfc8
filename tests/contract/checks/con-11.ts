import { caseCheck } from '../../../verifier/case-check.ts';
import type { Case, Outcome } from '../../../verifier/case.ts';
import { header, type ApiResponse, type RequestSpec } from '../../../verifier/exchange.ts';
import { KEY_HEADER } from '../../../verifier/key-header.ts';
import { listRequestFor } from '../../../verifier/model/known-lists.ts';
import { problem, type Samples } from '../../../verifier/samples/sample.ts';
import { responding } from '../../../verifier/samples/sample-change.ts';
import { sampleServer } from '../../../verifier/samples/sample-dataset.ts';
import { operationsOf } from './rotate.ts';

/** CON-11: HEAD, where it is served, needs the key as GET does and has no body; OPTIONS never returns data. */
export const con11 = caseCheck('CON-11', function* (context): Iterable<Case> {
  for (const [nth, operation] of operationsOf(context).entries()) {
    const list = listRequestFor(context, operation);
    if (!list) continue;
    const depth = nth === 0 ? 'quick' : nth < 3 ? 'standard' : 'full';
    // By socket: HTTP libraries drop the body of a HEAD response, and with it the evidence.
    const head: RequestSpec = { ...list, method: 'HEAD', via: 'socket' };
    const closed = depth === 'full' ? 'standard' : depth;
    yield {
      operation: `HEAD ${operation.path}`,
      label: 'with a key',
      depth,
      requests: [head],
      judge: ({ response }) => {
        if (response.text !== '') return { want: 'no body', got: `${response.text.length} characters` };
        return response.status >= 500
          ? { want: 'a response as for GET, or 405', got: String(response.status) }
          : undefined;
      },
    };
    yield {
      operation: `HEAD ${operation.path}`,
      label: 'as for GET',
      depth,
      requests: [list, head],
      judge: (get, { response }) => differs(get.response, response),
    };
    yield {
      operation: `HEAD ${operation.path}`,
      label: 'without a key',
      depth: closed,
      requests: [withoutKey(head)],
      judge: ({ response: { status } }) =>
        status < 300 ? { want: '401 without a key, as for GET', got: String(status) } : undefined,
    };
    const options: RequestSpec = { ...list, method: 'OPTIONS' };
    for (const [label, request, at] of [
      ['with a key', options, depth],
      ['without a key', withoutKey(options), closed],
    ] as const) {
      yield {
        operation: `OPTIONS ${operation.path}`,
        label,
        depth: at,
        requests: [request],
        judge: ({ response }) =>
          response.status < 300 && /"(items|totalCount)"\s*:/.test(response.text)
            ? { want: 'no data', got: 'a list' }
            : response.status >= 500 && response.status !== 501
              ? { want: 'a response without data, or 405', got: String(response.status) }
              : undefined,
      };
    }
  }
});

/** Both have the same headers (RFC 9110, 9.3.2): compares the content type and the caching rules. */
function differs(get: ApiResponse, head: ApiResponse): Outcome {
  if (get.status !== 200 || head.status !== 200) return undefined;
  for (const name of ['content-type', 'cache-control']) {
    const [want, got] = [header(get, name), header(head, name)];
    if (want !== undefined && got !== undefined && plain(want) !== plain(got))
      return { want: `${name}: ${want}, as for GET`, got };
  }
  return undefined;
}

const plain = (value: string) => value.toLowerCase().replace(/[\s"]/g, '');

function withoutKey(request: RequestSpec): RequestSpec {
  const { [KEY_HEADER]: _, ...headers } = request.headers;
  return { ...request, headers };
}

const sampled = sampleServer();
const emptyHead = responding(sampled, (request) => {
  if (request.method === 'OPTIONS') return { status: 204, body: '' };
  if (request.method !== 'HEAD') return undefined;
  return KEY_HEADER in request.headers ? { body: '' } : { ...problem(401, 'Unauthorized'), body: '' };
});

/** The broken server ignores a missing key on HEAD. */
export const samples: Samples = {
  passes: emptyHead,
  rejects: [
    responding(emptyHead, ({ method }) => (method === 'HEAD' ? { body: '' } : undefined)),
    // HEAD has another content type.
    responding(emptyHead, ({ method }) =>
      method === 'HEAD' ? { body: '', headers: { 'content-type': 'text/html' } } : undefined,
    ),
    // HEAD causes an error.
    responding(emptyHead, ({ method }) => (method === 'HEAD' ? { status: 500, body: '' } : undefined)),
    // OPTIONS causes an error.
    responding(emptyHead, ({ method }) => (method === 'OPTIONS' ? { status: 500, body: '' } : undefined)),
    // HEAD has a body.
    responding(emptyHead, ({ method }) => (method === 'HEAD' ? { body: 'a body' } : undefined)),
    // OPTIONS serves the list.
    responding(emptyHead, ({ method }) => (method === 'OPTIONS' ? { body: { items: [], totalCount: 0 } } : undefined)),
  ],
};
