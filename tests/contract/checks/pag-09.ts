import fc from 'fast-check';
import { caseCheck } from '../../../verifier/case-check.ts';
import type { Case } from '../../../verifier/case.ts';
import type { CheckContext, Depth } from '../../../verifier/check-context.ts';
import type { RequestSpec } from '../../../verifier/exchange.ts';
import { generated } from '../../../verifier/generated.ts';
import { listRequestFor, knownList, type KnownList } from '../../../verifier/model/known-lists.ts';
import { broken, problem, type Samples } from '../../../verifier/samples/sample.ts';
import { sampleServer } from '../../../verifier/samples/sample-dataset.ts';
import { operationsOf, rotated } from './rotate.ts';

/**
 * Where page, or page times page size, overflows the integers that servers use. Of two that stand together one is itself beyond 32 bits:
 * it fails where it is read, the other where it is multiplied.
 */
const EDGES = [
  2147483648n,
  21474837n,
  4294967296n,
  42949673n,
  9223372036854775807n,
  2147483647n,
  18446744073709551616n,
];

/** Requests for pages that no list has, each on a list of its own, with their depth. */
export function* edgeRequests(context: CheckContext): Iterable<EdgeRequest> {
  for (const [nth, operation] of operationsOf(context).entries()) {
    const list = knownList(context, operation);
    if (!list) continue;
    for (const [i, page] of rotated(EDGES, context).entries()) {
      const request = requestFor(context, list, page);
      const standard = nth === 0 ? i < 2 : i === nth;
      if (request)
        yield { list, page, request, depth: nth === 0 && i === 0 ? 'quick' : standard ? 'standard' : 'full' };
    }
  }
}

export interface EdgeRequest {
  readonly list: KnownList;
  readonly page: bigint;
  readonly request: RequestSpec;
  readonly depth: Depth;
}

/** PAG-09: very large `page` values never cause a 5xx. */
export const pag09 = caseCheck('PAG-09', function* (context) {
  for (const { list, page, request, depth } of edgeRequests(context)) yield caseOf(list, page, request, depth);
  for (const operation of operationsOf(context)) {
    const list = knownList(context, operation);
    if (!list) continue;
    yield* generated(context, {
      name: `PAG-09 ${operation.id}`,
      arbitrary: fc.bigInt({ min: 1_000_000_000n, max: 10n ** 30n }),
      runs: 2,
      toCase(page) {
        const request = requestFor(context, list, page);
        return request && caseOf(list, page, request, 'full');
      },
    });
  }
});

function requestFor(context: CheckContext, { operation }: KnownList, page: bigint): RequestSpec | null {
  return listRequestFor(context, operation, { page: String(page), pageSize: operation.maxPageSize });
}

function caseOf({ operation }: KnownList, page: bigint, request: RequestSpec, depth: Depth): Case {
  const judge: Case['judge'] = ({ response: { status } }) =>
    status < 500 ? undefined : { want: `page ${page} empty or rejected`, got: String(status) };
  return { operation: operation.id, label: `page ${page}`, depth, requests: [request], judge };
}

/** The broken server counts the rows to skip in 32 bits. */
export const samples: Samples = {
  passes: sampleServer(),
  rejects: [
    broken(sampleServer(), (_, { target }) =>
      target.includes('page=2147483647') ? problem(500, 'Internal Server Error') : undefined,
    ),
  ],
};
