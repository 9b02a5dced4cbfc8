import type { Operation } from '../../../spec/contract.ts';
import { listRequest, rawRequest, type ListQuery } from '../../../verifier/requests.ts';
import type { CheckContext, RequestGroup } from '../../../verifier/check-context.ts';
import { header, keyOf, type CompletedExchange, type RequestSpec } from '../../../verifier/exchange.ts';
import { listRequestFor } from '../../../verifier/model/known-lists.ts';
import { openOperations } from '../checks/operations.ts';
import type { Item } from './life.ts';
import { givesRows, spellingsOf } from './spellings.ts';
import { typedFilter } from '../../../verifier/typed-filter.ts';

type Inactive = 'revoked' | 'deleted';

/** Rejections in a row after which some servers stop rejecting. */
const MANY = 14;

/** Whether a value that is known to be revoked or deleted was rejected, wherever a suite sent it. */
export function knownRevoked({ recorder }: CheckContext, key: Inactive): Item {
  const all = recorder.completed().filter(({ request, response }) => keyOf(request) === key && response.status !== 429);
  const told = all.filter(({ response }) => response.status < 500);
  if (told.length === 0) return null;
  const served = told.find(isServed);
  if (served === undefined) return true;
  const { request, response } = served;
  const got = `${response.status} to ${request.method} ${request.target}`;
  return { operation: request.operation ?? 'API', want: `the ${key} key rejected`, got, exchange: served.n };
}

/** At a path of the contract every response but a rejection counts as served; at another spelling of it, only a list. */
function isServed(exchange: CompletedExchange): boolean {
  return exchange.request.operation === undefined ? givesRows(exchange) : exchange.response.status < 400;
}

/**
 * Requests with a revoked or deleted key. They are sent only where its value is configured, and use no quota where they are
 * rejected: every operation, nested ones too, by GET and HEAD, with a page, a filter and an order. Then, for one operation (all
 * at full depth): other spellings of the path, right after the same list was served to an active key, with its ETag, and after
 * many rejections.
 */
export function* requestWith(context: CheckContext, key: Inactive): Iterable<RequestGroup> {
  const { contract } = context;
  const [first, ...others] = openOperations(context);
  for (const operation of contract.operations) {
    for (const [i, request] of plainRequests(context, operation, key).entries()) {
      const depth = operation === first && i === 0 ? 'quick' : 'standard';
      yield { requests: [request], depth, label: `known inactive: ${key} ${operation.id} ${i}` };
    }
  }
  for (const operation of [...(first ? [first] : []), ...others]) {
    const depth = operation === first ? 'standard' : 'full';
    const label = `known inactive: ${key} ${operation.id}`;
    for (const { how, target } of spellingsOf(operation.path))
      yield { requests: [rawRequest(target, { key })], depth, label: `${label} ${how}` };
    const active = listRequest(operation, { pageSize: 3 }, { fresh: `served before the ${key} key` });
    const same = listRequest(operation, { pageSize: 3 }, { key, fresh: 'right after an active one' });
    yield { requests: [active, same], depth, label: `${label} right after` };
    const served = context.recorder.find(listRequest(operation));
    const tag = served && header(served.response, 'etag');
    yield {
      requests: [listRequest(operation, {}, { key, headers: { 'if-none-match': tag ?? '*' } })],
      depth,
      label: `${label} not modified`,
    };
    if (operation === first)
      yield {
        requests: Array.from({ length: MANY }, (_, i) => listRequest(operation, {}, { key, fresh: `rejection ${i}` })),
        depth,
        label: `${label} many`,
      };
  }
}

function plainRequests(context: CheckContext, operation: Operation, key: Inactive): RequestSpec[] {
  const [field] = operation.fields;
  const name = field?.name ?? 'id';
  const path = Object.fromEntries(operation.pathParameters.map((parameter) => [parameter, 1]));
  const queries: ListQuery[] = [
    {},
    { page: 2, pageSize: 2 },
    { filter: typedFilter(operation) },
    { sort: { field: name, direction: 'asc' } },
    // The defaults, stated: a cache may know the same list by another address.
    { page: 1, pageSize: operation.defaultPageSize },
  ];
  const requests = queries.map((query): RequestSpec => {
    // Below a row that exists: below an unknown one every key gets 404.
    const known = operation.parent && listRequestFor(context, operation, query);
    const inactive = listRequest(operation, query, { key, path });
    return known ? { ...known, headers: inactive.headers } : inactive;
  });
  const [plain] = requests;
  return plain === undefined ? [] : [plain, { ...plain, method: 'HEAD' }, ...requests.slice(1)];
}
