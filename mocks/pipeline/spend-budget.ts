import { complete } from '../http/response-headers.ts';
import type { Spending } from '../limits/limiter.ts';
import { StoreError, type SharedStore } from '../store/store.ts';
import type { KeyRecord, Reply } from '../types.ts';
import { rejectKey } from './check-key.ts';
import type { Exchange, Next, Stage } from './exchange.ts';
import { rejectWith } from './rejections.ts';
import { storeDown } from './store-down.ts';

/** How often a request is judged anew because other replicas changed something meanwhile. */
const ATTEMPTS = 20;

/** Takes one request off the quota of the key's IT provider, or rejects with the time to wait (LIM-02, LIM-07). */
export const spendBudget: Stage = (exchange, next) => {
  const { request, state, key } = exchange;
  if (!key) throw new Error('A budget is spent by a key: checkKey comes first in the pipeline.');
  if (state.store && state.countsInStore) return spendInStore(exchange, state.store, next);
  return afterSpending(state.limiter.spend(state.account(request, key), state.clock.now()), exchange, next);
};

function afterSpending({ allowed, waitMs }: Spending, exchange: Exchange, next: Next): Reply | Promise<Reply> {
  if (allowed) return next(exchange);
  const seconds = String(Math.max(1, Math.ceil(waitMs / 1000)));
  return complete(rejectWith('tooManyRequests', { headers: { 'retry-after': seconds } }), exchange);
}

/** Counts where all replicas count. Where another one changed something, the key is judged again first. */
async function spendInStore(exchange: Exchange, store: SharedStore, next: Next): Promise<Reply> {
  const { request, state } = exchange;
  let key: KeyRecord | undefined = exchange.key;
  let spending: Spending | 'stale' = 'stale';
  try {
    for (let attempt = 0; key && spending === 'stale'; attempt += 1) {
      if (attempt === ATTEMPTS) throw new StoreError('The shared store changes all the time.');
      if (attempt > 0) {
        await store.refresh();
        key = state.authenticate(request);
      }
      if (key) spending = await store.spend(state.account(request, key), key.id);
    }
  } catch (error) {
    return storeDown(error, exchange);
  }
  if (!key || spending === 'stale') return rejectKey({ request, state });
  return afterSpending(spending, { ...exchange, key }, next);
}
