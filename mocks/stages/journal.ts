import type { Stage } from '../exchange.ts';

/** Notes what came and what was answered; the key by its name alone. */
export const journal: Stage = async (exchange, next) => {
  const { request, state } = exchange;
  const [time, began] = [state.clock.now(), performance.now()];
  const reply = await next(exchange);
  state.journal.add({
    time,
    method: request.method,
    path: request.path,
    query: request.query,
    status: reply.status,
    reason: reply.reason,
    keyName: reply.key?.name ?? null,
    providerId: reply.key?.providerId ?? null,
    tookMs: performance.now() - began,
  });
  return reply;
};
