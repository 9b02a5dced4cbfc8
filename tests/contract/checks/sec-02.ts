import { caseCheck, type Case, type Outcome } from '../../../verifier/check.ts';
import { header, type ApiResponse, type RequestSpec } from '../../../verifier/exchange.ts';
import { KEY_HEADER } from '../../../verifier/key-header.ts';
import { listRequestFor } from '../../../verifier/model/known-lists.ts';
import { bodyOf, broken, type Samples } from '../../../verifier/samples/sample.ts';
import { sampleServer } from '../../../verifier/samples/sample-dataset.ts';
import { operationsOf } from './rotate.ts';
import { recordedLists } from '../together/recorded-lists.ts';

/**
 * SEC-02: authenticated responses are not cacheable by shared caches, and the same URL without the key is rejected right
 * after a served one: what a cache in front of the API would get wrong.
 */
export const sec02 = caseCheck('SEC-02', function* (context) {
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
    for (const other of recordedLists(context.recorder, request.target.split('?')[0] ?? ''))
      yield {
        operation: operation.id,
        label: `headers ${other.target}`,
        depth: context.depth,
        requests: [other],
        judge: ({ response }) => shared(response),
      };
  }
});

/** Whether a response says that caches which many share may keep it. */
function shared(response: ApiResponse): Outcome {
  const value = header(response, 'cache-control') ?? '';
  const open = /\bpublic\b|\bs-maxage=[1-9]/i.test(value) && !/\b(no-store|private)\b/i.test(value);
  return open ? { want: 'Cache-Control: no-store or private', got: value } : undefined;
}

function cacheable(response: ApiResponse): Outcome {
  if (response.status !== 200) return { note: `answered ${response.status}` };
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
        ? { note: `answered ${before.response.status} with the key` }
        : status < 300
          ? { want: '401 without the key right after a served one', got: String(status) }
          : undefined,
  };
}

const unstored = broken(sampleServer(), (response) => ({
  ...response,
  headers: { ...response.headers, 'cache-control': 'no-store' },
}));

/** The rejected server lets shared caches keep what one key may see. */
export const samples: Samples = {
  passes: unstored,
  rejects: broken(sampleServer(), (response) =>
    response.status === undefined
      ? { headers: { 'cache-control': 'public, max-age=60' }, body: bodyOf(response) }
      : undefined,
  ),
};
