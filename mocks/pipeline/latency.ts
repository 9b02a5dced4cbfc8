import type { Stage } from './exchange.ts';
import { wait } from '../real-time.ts';

/** Holds a request back for the time that is set, give or take the jitter: real time, not the mock's clock. */
export const latency: Stage = (exchange, next) => {
  const { ms, jitterMs } = exchange.state.latency.current;
  if (ms === 0 && jitterMs === 0) return next(exchange);
  return wait(Math.max(0, ms + (Math.random() * 2 - 1) * jitterMs)).then(() => next(exchange));
};
