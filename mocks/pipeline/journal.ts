import type { Exchange, Stage } from './exchange.ts';
import { elapsed } from '../real-time.ts';
import type { Reply } from '../types.ts';

function note({ request, state }: Exchange, time: number, began: number, reply: Reply): Reply {
  state.journal.add({
    time,
    method: request.method,
    path: request.path,
    query: request.query,
    status: reply.status,
    reason: reply.reason,
    keyName: reply.key?.name ?? null,
    providerId: reply.key?.providerId ?? null,
    tookMs: elapsed() - began,
  });
  return reply;
}

/** Notes what came and what was answered; the key by its name alone. */
export const journal: Stage = (exchange, next) => {
  const [time, began] = [exchange.state.clock.now(), elapsed()];
  const reply = next(exchange);
  return reply instanceof Promise
    ? reply.then((later) => note(exchange, time, began, later))
    : note(exchange, time, began, reply);
};
