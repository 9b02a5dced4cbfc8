import { complete } from '../http/response-headers.ts';
import type { SharedStore } from '../store/store.ts';
import type { Exchange, Next, Stage } from './exchange.ts';
import type { ApiResponse, Reply } from '../types.ts';
import { REJECTIONS, rejectWith } from './rejections.ts';
import { storeDown } from './store-down.ts';

const rejections = new Map<string, ApiResponse>();

/** A single response for every reason to reject a key (AUTH-06); it names the header of the contract. */
function rejection(keyHeader: string): ApiResponse {
  const known = rejections.get(keyHeader);
  if (known) return known;
  const made = rejectWith('unauthorized', {
    detail: REJECTIONS.unauthorized.detail.replace('mitp-api-key', keyHeader),
    headers: { 'www-authenticate': 'ApiKey realm="myITprocess public API"' },
  });
  rejections.set(keyHeader, made);
  return made;
}

/** The reply to a request without a key that works. */
export const rejectKey = (exchange: Exchange): Reply =>
  complete(rejection(exchange.state.runtime.contract.keyHeader), exchange);

/**
 * Lets a request on with the record of its key, or rejects it before anything else is judged (AUTH-05). Replicas that share a
 * store reject only what is unknown to the store, too; whether a known key still works, they see when they count.
 */
export const checkKey: Stage = (exchange, next) => {
  const { request, state } = exchange;
  const key = state.authenticate(request);
  if (key) return next({ ...exchange, key });
  return state.store ? afterRefresh(exchange, state.store, next) : rejectKey(exchange);
};

async function afterRefresh(exchange: Exchange, store: SharedStore, next: Next): Promise<Reply> {
  try {
    await store.refresh();
  } catch (error) {
    return storeDown(error, exchange);
  }
  const key = exchange.state.authenticate(exchange.request);
  return key ? next({ ...exchange, key }) : rejectKey(exchange);
}
