import { listRequest } from '../../../verifier/requests.ts';
import type { CheckContext, RequestGroup } from '../../../verifier/check.ts';
import { keyOf } from '../../../verifier/exchange.ts';
import type { Item } from './life.ts';

/** That a value which is known to be dead was rejected, wherever a suite sent it. */
export function knownRevoked({ recorder }: CheckContext, key: 'revoked' | 'deleted'): Item {
  const all = recorder.completed().filter(({ request, response }) => keyOf(request) === key && response.status !== 429);
  const told = all.filter(({ response }) => response.status < 500);
  if (told.length === 0) return null;
  const served = told.find(({ response }) => response.status < 400);
  if (served === undefined) return true;
  const got = String(served.response.status);
  return { operation: served.request.operation ?? 'API', want: `the ${key} key refused`, got, exchange: served.n };
}

/**
 * Requests with a key that is known to be dead; they are sent only where its value is configured, and cost no quota where
 * they are rejected: every operation, nested ones too, by GET and HEAD, with a page, a filter and an order.
 */
export function* requestWith({ contract }: CheckContext, key: 'revoked' | 'deleted'): Iterable<RequestGroup> {
  const open = contract.operations.filter(({ pathParameters }) => pathParameters.length === 0);
  for (const operation of contract.operations) {
    const path = Object.fromEntries(operation.pathParameters.map((name) => [name, 1]));
    const [field] = operation.fields;
    const filter = { field: field?.name ?? 'id', predicate: 'notEqual', condition: '0' };
    const sort = { field: field?.name ?? 'id', direction: 'asc' };
    const requests = [
      listRequest(operation, {}, { key, path }),
      listRequest(operation, {}, { key, path, method: 'HEAD' }),
      listRequest(operation, { page: 2, pageSize: 2 }, { key, path }),
      listRequest(operation, { filter }, { key, path }),
      listRequest(operation, { sort }, { key, path }),
    ];
    for (const [i, request] of requests.entries()) {
      const depth = operation === open[0] && i === 0 ? 'quick' : 'standard';
      yield { requests: [request], depth, label: `known dead: ${key} ${operation.id} ${i}` };
    }
  }
}
