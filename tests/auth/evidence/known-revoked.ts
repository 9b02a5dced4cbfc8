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

/** One question with a key that is known to be dead; it is asked only where its value is configured. */
export function* requestWith({ contract }: CheckContext, key: 'revoked' | 'deleted'): Iterable<RequestGroup> {
  const [operation] = contract.operations.filter(({ pathParameters }) => pathParameters.length === 0);
  if (operation !== undefined)
    yield { requests: [listRequest(operation, {}, { key })], depth: 'quick', label: `known dead: ${key}` };
}
