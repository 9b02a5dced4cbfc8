import { complete } from '../http/response-headers.ts';
import type { Stage } from './exchange.ts';

/** The last stage: sends the engine's response. */
export const reply: Stage = (exchange) => {
  if (!exchange.response) throw new Error('There is nothing to reply with: prism comes before reply in the pipeline.');
  return complete(exchange.response, exchange);
};
