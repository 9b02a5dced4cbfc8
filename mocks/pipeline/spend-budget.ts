import { complete } from '../http/response-headers.ts';
import type { Stage } from './exchange.ts';
import { rejectWith } from './rejections.ts';

/** Takes one request off the budget of the key's IT provider, or rejects with the time to wait (LIM-02, LIM-07). */
export const spendBudget: Stage = (exchange, next) => {
  const { request, state, key } = exchange;
  if (!key) throw new Error('A budget is spent by a key: checkKey comes first in the pipeline.');
  const { allowed, waitMs } = state.limiter.spend(state.account(request, key), state.clock.now());
  if (allowed) return next(exchange);
  const seconds = String(Math.max(1, Math.ceil(waitMs / 1000)));
  return complete(rejectWith('tooManyRequests', { headers: { 'retry-after': seconds } }), exchange);
};
