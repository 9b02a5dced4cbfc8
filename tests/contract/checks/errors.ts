import { listRequest, plainLists, rawRequest } from '../../../verifier/requests.ts';
import type { RequestSpec } from '../../../verifier/exchange.ts';
import type { CheckContext, RequestGroup } from '../../../verifier/check-context.ts';
import { listRequestFor } from '../../../verifier/model/known-lists.ts';
import { CODINGS } from './con-03.ts';
import { UNKNOWN_PATH } from './con-09.ts';

/** Malformed, mistyped and misrouted requests, for the clauses about errors. Other clauses send many more. */
export function* errorRequestGroups(context: CheckContext): Iterable<RequestGroup> {
  const [operation] = context.contract.operations;
  const malformed = operation && listRequestFor(context, operation, { page: '0' });
  for (const request of [malformed, rawRequest(UNKNOWN_PATH)])
    if (request) yield { requests: [request], depth: 'quick', label: request.target };
  // A rejection for a client that takes packed bodies, which costs no quota.
  const [plain] = plainLists(context.contract);
  const packed = plain && listRequest(plain, {}, { key: null, headers: { 'accept-encoding': CODINGS } });
  if (packed) yield { requests: [packed], depth: 'quick', label: 'packed' };
  for (const request of mistyped(context)) yield { requests: [request], depth: 'standard', label: request.target };
}

/** A word as the condition for a field of each type that is no text, on any list: a common cause of database errors. */
function mistyped(context: CheckContext): RequestSpec[] {
  const { operations } = context.contract;
  return ['integer', 'number', 'date', 'uuid', 'boolean'].flatMap((type) => {
    const operation = operations.find(({ fields, parent }) => !parent && fields.some((field) => field.type === type));
    const field = operation?.fields.find((one) => one.type === type);
    const filter = { field: field?.name ?? '', predicate: 'equal', condition: 'abc', operator: null };
    return (operation && listRequestFor(context, operation, { filter })) ?? [];
  });
}
