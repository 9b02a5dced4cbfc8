import { caseCheck } from '../../../verifier/case-check.ts';
import { finding } from '../../../verifier/finding.ts';
import type { Case, Outcome } from '../../../verifier/case.ts';
import type { Check } from '../../../verifier/check.ts';
import type { CheckContext, RequestGroup } from '../../../verifier/check-context.ts';
import { header, keyOf, type ApiResponse, type RequestSpec } from '../../../verifier/exchange.ts';
import { KEY_HEADER } from '../../../verifier/key-header.ts';
import { listRequestFor } from '../../../verifier/model/known-lists.ts';
import { bodyOf, broken, type Samples } from '../../../verifier/samples/sample.ts';
import { sampleServer } from '../../../verifier/samples/sample-dataset.ts';
import { operationsOf } from './rotate.ts';
import { errorRequestGroups } from './errors.ts';
import { listRequest, type ListQuery } from '../../../verifier/requests.ts';
import { verdictOf, type Finding } from '../../../verifier/verdict.ts';
import { typedFilter } from '../../../verifier/typed-filter.ts';

const lists = caseCheck('SEC-02', function* (context) {
  for (const [nth, operation] of operationsOf(context).entries()) {
    const request = listRequestFor(context, operation);
    if (!request) continue;
    yield {
      operation: operation.id,
      label: 'headers',
      depth: 'quick',
      requests: [request],
      judge: ({ response }) => cacheable(response),
    };
    yield { ...rightAfter(operation.id, request), depth: nth === 0 ? 'quick' : nth < 3 ? 'standard' : 'full' };
  }
});

/**
 * SEC-02: shared caches may not store authenticated responses, and the same URL without the key is rejected right after a served
 * one (a cache in front of the API may get that wrong). Besides the plain lists, every response of the run is judged: empty
 * lists, later pages, filtered ones, HEAD, errors.
 */
export const sec02: Check = {
  clause: 'SEC-02',
  *requestGroups(context) {
    yield* lists.requestGroups?.(context) ?? [];
    yield* unusual(context);
  },
  judge(context) {
    const verdict = lists.judge(context);
    const more = anywhere(context);
    if (more.length === 0) return verdict;
    const before = verdict.kind === 'fail' ? verdict.findings : [];
    const tried = verdict.kind === 'not-run' ? more.length : (verdict.operations ?? verdict.checked);
    return verdictOf(tried, [...before, ...more], verdict.notes);
  },
};

/** Responses that are easily forgotten: an empty list, a later page, a filtered one, HEAD, a bad request, an unknown path. */
function* unusual(context: CheckContext): Iterable<RequestGroup> {
  for (const [nth, operation] of operationsOf(context).entries()) {
    const queries: ListQuery[] = [
      { page: 100_000 },
      { page: 2, pageSize: 2 },
      { pageSize: 1 },
      { filter: typedFilter(operation) },
    ];
    const head = listRequestFor(context, operation);
    const requests = [
      head && { ...head, method: 'HEAD' },
      ...queries.map((query) => listRequestFor(context, operation, query)),
      operation.parent && listRequest(operation, {}, { path: { [operation.parent.parameter]: 999_999_999 } }),
    ];
    for (const [i, request] of requests.entries()) {
      const depth = nth === i || (nth === 0 && i === 1) || operation.parent ? 'standard' : 'full';
      if (request) yield { requests: [request], depth, label: `unusual ${operation.id} ${i}` };
    }
  }
  yield* errorRequestGroups(context);
}

/** Statuses that caches store by default (RFC 9110, 15.1). */
const KEPT = [200, 204, 404, 405, 410, 414, 501];

/** What any response of the run lets shared caches store, once per operation and status. */
function anywhere(context: CheckContext): Finding[] {
  const { recorder } = context;
  const all = recorder.completed().filter(({ response }) => response.status !== 429);
  const said = new Set(
    all
      .filter(({ request, response }) => !request.target.includes('?') && isPrivate(response))
      .map(({ request }) => request.operation ?? ''),
  );
  const found = new Map<string, Finding>();
  for (const { request, response, n } of all) {
    const operation = request.operation ?? `${request.method} ${request.target}`;
    // If the plain list of an operation carries caching rules, its other responses must carry them, too.
    const unsaid =
      KEPT.includes(response.status) &&
      request.operation !== undefined &&
      ['GET', 'HEAD'].includes(request.method) &&
      keyOf(request) === 'active' &&
      said.size > 0 &&
      header(response, 'cache-control') === undefined;
    const value = shared(response) ? header(response, 'cache-control') : unsaid ? 'no Cache-Control' : undefined;
    const key = `${operation} ${response.status} ${value ?? ''}`;
    if (value === undefined || found.has(key)) continue;
    const got = `${value} on a ${response.status} to ${request.method} ${request.target.slice(0, 80)}`;
    const broken = { want: WANT, got, ...(unsaid ? { tolerated: true as const } : {}) };
    found.set(key, finding(operation, broken, context, n));
  }
  return [...found.values()].slice(0, MOST);
}

const WANT = 'Cache-Control: no-store or private';
/** Most findings beside those of the plain lists. */
const MOST = 6;

const isPrivate = (response: ApiResponse) => /\b(no-store|private)\b/i.test(header(response, 'cache-control') ?? '');

/** Whether a response lets shared caches store it: `max-age` alone does, because the key has a header of its own. */
function shared(response: ApiResponse): boolean {
  const value = header(response, 'cache-control') ?? '';
  return /\bpublic\b|\b(s-maxage|max-age)=[1-9]/i.test(value) && !/\b(no-store|private|no-cache)\b/i.test(value);
}

function cacheable(response: ApiResponse): Outcome {
  if (response.status !== 200) return { note: `status ${response.status}` };
  const value = header(response, 'cache-control');
  if (value === undefined)
    return { want: 'Cache-Control: no-store or private', got: 'no Cache-Control', tolerated: true };
  return /\b(no-store|private)\b/i.test(value) ? undefined : { want: 'Cache-Control: no-store or private', got: value };
}

function rightAfter(operation: string, request: RequestSpec): Omit<Case, 'depth'> {
  const { [KEY_HEADER]: _, ...headers } = request.headers;
  return {
    operation,
    label: 'right after',
    requests: [
      { ...request, fresh: 'before the same without a key' },
      { ...request, headers, fresh: 'right after a served one' },
    ],
    judge: (before, { response: { status } }) =>
      before.response.status !== 200
        ? { note: `status ${before.response.status} with the key` }
        : status < 300
          ? { want: '401 for the same request without the key', got: String(status) }
          : undefined,
  };
}

const unstored = broken(sampleServer(), (response) => ({
  ...response,
  headers: { ...response.headers, 'cache-control': 'no-store' },
}));

/** The broken server lets shared caches store what only one key may see. */
export const samples: Samples = {
  passes: unstored,
  rejects: [
    // Lists without caching rules.
    sampleServer(),
    broken(sampleServer(), (response) =>
      response.status === undefined
        ? { headers: { 'cache-control': 'public, max-age=60' }, body: bodyOf(response) }
        : undefined,
    ),
    // An error that any cache may store.
    broken(unstored, (response) =>
      response.status === 400 ? { ...response, headers: { 'cache-control': 'public, max-age=60' } } : undefined,
    ),
    // A later page without caching rules.
    broken(unstored, (response, { target }) => (target.includes('page=2') ? { ...response, headers: {} } : undefined)),
    // It serves the page from its cache to a request without a key.
    broken(unstored, (_, request) =>
      request.fresh?.startsWith('right after') && request.headers[KEY_HEADER] === undefined
        ? unstored({ ...request, headers: { ...request.headers, [KEY_HEADER]: '{{active}}' } })
        : undefined,
    ),
  ],
};
