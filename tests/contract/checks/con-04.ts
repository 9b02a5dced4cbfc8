import { ENVELOPE_FIELDS } from '../../../spec/openapi/operations.ts';
import type { Case } from '../../../verifier/case.ts';
import type { CheckContext } from '../../../verifier/check-context.ts';
import { caseCheck, listCase } from '../../../verifier/case-check.ts';
import { json, type ApiResponse } from '../../../verifier/exchange.ts';
import { knownList, listRequestFor } from '../../../verifier/model/known-lists.ts';
import { bodyOf, broken, problem, type Samples } from '../../../verifier/samples/sample.ts';
import { sampleServer } from '../../../verifier/samples/sample-dataset.ts';
import { early } from './rotate.ts';
import { literalRequests } from './wildcards.ts';

/** A page beyond the end of every list: always empty. */
export const FAR = 1_000_000;

/** CON-04: the envelope is page, pageSize, totalCount, items, for an empty result too. */
export const con04 = caseCheck('CON-04', function* (context: CheckContext): Iterable<Case> {
  for (const operation of context.contract.operations) {
    const plain = listRequestFor(context, operation);
    const empty =
      knownList(context, operation) &&
      listRequestFor(context, operation, { page: FAR, pageSize: operation.maxPageSize });
    for (const request of [plain, empty]) {
      if (!request) continue;
      const depth = request === plain ? 'quick' : 'standard';
      yield { operation: operation.id, depth, requests: [request], judge: ({ response }) => judgeEnvelope(response) };
    }
    const list = knownList(context, operation);
    const [none] = list ? literalRequests(context, list) : [];
    if (!list || !none) continue;
    const parts = { label: 'no row', depth: early(context), requests: [none.request] };
    yield listCase(list, parts, (_, exchange) =>
      exchange?.response.status === 404
        ? { want: 'the envelope with items: [] where a filter takes no row', got: 'status 404' }
        : exchange && judgeEnvelope(exchange.response),
    );
  }
});

function judgeEnvelope(response: ApiResponse) {
  if (response.status === 204) return { want: 'the envelope with items: []', got: '204 without a body' };
  if (response.status !== 200) return { note: `status ${response.status}: no envelope to judge` };
  const body = json(response);
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    return {
      want: 'an object with page, pageSize, totalCount, items',
      got: response.text.slice(0, 60) || 'an empty body',
    };
  }
  const missing = ENVELOPE_FIELDS.filter((name) => !(name in body));
  if (missing.length > 0) return { want: ENVELOPE_FIELDS.join(', '), got: `no ${missing.join(', ')}` };
  const { items } = body as { items: unknown };
  if (!Array.isArray(items))
    return { want: 'items as a list', got: `items: ${JSON.stringify(items)}`, pointer: '/items' };
  return undefined;
}

export const samples: Samples = {
  passes: sampleServer(),
  rejects: [
    broken(sampleServer(), (response) => {
      const body = bodyOf(response);
      return body.items.length === 0 ? { body: { ...body, items: null } } : undefined;
    }),
    broken(sampleServer(), (_, { target }) => (target.includes('page=') ? { status: 204, body: '' } : undefined)),
    broken(sampleServer(), (response) => ({ body: bodyOf(response).items })),
    // Nothing found is not found.
    broken(sampleServer(), (response, { target }) =>
      target.includes('queryFilters') && bodyOf(response).items.length === 0 ? problem(404, 'Not Found') : undefined,
    ),
    broken(sampleServer(), (response) => {
      const { totalCount: _, ...others } = bodyOf(response);
      return { body: others };
    }),
  ],
};
