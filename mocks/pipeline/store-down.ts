import { complete } from '../http/response-headers.ts';
import { StoreError } from '../store/store.ts';
import type { Reply } from '../types.ts';
import type { Exchange } from './exchange.ts';
import { rejectWith } from './rejections.ts';

/**
 * The reply when the shared store does not respond: nothing is served that cannot be counted.
 * @throws errors that do not come from the store
 */
export function storeDown(error: unknown, exchange: Exchange): Reply {
  if (!(error instanceof StoreError)) throw error;
  const detail = `${error.message} Nothing was served or counted.`;
  return complete(rejectWith('storeDown', { detail, headers: { 'retry-after': '1' } }), exchange);
}
