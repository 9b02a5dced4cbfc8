import type { Stage } from './exchange.ts';

/** Hands the request to the faults that are switched on, if any; they may serve it in their own way. */
export const fault: Stage = (exchange, next) => {
  const { around } = exchange.state.faults;
  return around ? around(async (request) => next({ ...exchange, request }))(exchange.request) : next(exchange);
};
