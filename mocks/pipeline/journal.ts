import { failure } from '../http/http.ts';
import { rejectedKey, type KeyUse } from '../journal/key-use.ts';
import { elapsed } from '../real-time.ts';
import type { Reply } from '../types.ts';
import type { Exchange, Stage } from './exchange.ts';

/** The state of the key, computed now, because it may have changed by the time the journal is read. */
function keyUse({ request, state }: Exchange, { key, status, situation }: Reply): KeyUse {
  if (key) return { state: 'active', name: key.name, providerId: key.providerId, since: null, place: 'header' };
  // A situation or a fault may respond before the key is checked; the request has one all the same.
  if (status >= 400 || situation) return rejectedKey(request, state.runtime.keyHeader, state.ownerOf);
  return { state: 'missing', name: null, providerId: null, since: null, place: null };
}

function note(exchange: Exchange, time: number, began: number, reply: Reply): Reply {
  const { request, state } = exchange;
  const { runtime, limiter, clock } = state;
  const providerId = reply.key?.providerId;
  const operation = runtime.operationAt(request.path);
  state.journal.add({
    ...{ time, startedMs: began, tookMs: elapsed() - began, request, reply, operation },
    key: keyUse(exchange, reply),
    quotaLeft: providerId === undefined ? null : limiter.left(providerId, clock.now()),
    keyHeader: runtime.keyHeader,
    basePath: runtime.contract.basePath,
    switchedOn: state.faults.within,
    parent: reply.status === 404 && operation && providerId ? state.explainParent(request.path, providerId) : null,
  });
  return reply;
}

/** Notes the request and its response, also where a stage failed, with the key only by its name. */
export const journal: Stage = (exchange, next) => {
  const [time, began] = [exchange.state.clock.now(), elapsed()];
  const noted = (reply: Reply) => note(exchange, time, began, reply);
  const failed = (error: unknown) => noted(failure(error, exchange));
  let reply: ReturnType<typeof next>;
  try {
    reply = next(exchange);
  } catch (error) {
    return failed(error);
  }
  return reply instanceof Promise ? reply.then(noted, failed) : noted(reply);
};
