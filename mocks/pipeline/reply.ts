import { complete } from '../http/response-headers.ts';
import type { Stage } from './exchange.ts';

/** The end of the way: what the engine answered goes out. */
export const reply: Stage = (exchange) => {
  if (!exchange.response) throw new Error('There is nothing to reply with: prism comes before reply in the pipeline.');
  return complete(exchange.response, exchange);
};
