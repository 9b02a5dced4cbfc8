import { rawRequest } from '../../../verifier/requests.ts';
import type { CheckContext, RequestGroup } from '../../../verifier/check.ts';
import { listRequestFor } from '../../../verifier/model/known-lists.ts';
import { UNKNOWN_PATH } from './con-09.ts';

/** A malformed and a misled request, for the clauses about errors; the other clauses ask for many more. */
export function* errorRequestGroups(context: CheckContext): Iterable<RequestGroup> {
  const [operation] = context.contract.operations;
  const malformed = operation && listRequestFor(context, operation, { page: '0' });
  for (const request of [malformed, rawRequest(UNKNOWN_PATH)])
    if (request) yield { requests: [request], depth: 'quick', label: request.target };
}
