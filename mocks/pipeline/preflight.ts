import { complete } from '../http/response-headers.ts';
import type { Stage } from './exchange.ts';
import type { ApiResponse } from '../types.ts';

/** Names of headers, as a browser lists those that a page wants to send. */
const NAMES = /^[\w!#$%&'*+.^`|~, -]{1,1000}$/;

/** The response to a browser's preflight, sent before a key crosses origins. It holds no data (CON-11). */
const allow = (headers: string): ApiResponse => ({
  status: 204,
  headers: {
    'access-control-allow-methods': 'GET, HEAD',
    'access-control-allow-headers': headers,
    'access-control-max-age': '600',
  },
  body: null,
  reason: null,
});

/** Responds to a CORS preflight, which never carries a key; any other OPTIONS goes on and is judged like the rest. */
export const preflight: Stage = (exchange, next) => {
  const { method, headers } = exchange.request;
  const requests = method === 'OPTIONS' && headers['access-control-request-method'] !== undefined;
  if (!requests || !exchange.state.cors) return next(exchange);
  const wanted = headers['access-control-request-headers'] ?? '';
  // Allows every header: tracing headers and the like do not change a response.
  return complete(allow(NAMES.test(wanted) ? wanted : exchange.state.runtime.keyHeader), exchange);
};
