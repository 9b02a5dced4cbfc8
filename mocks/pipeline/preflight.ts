import { complete } from '../http/response-headers.ts';
import type { Stage } from './exchange.ts';
import type { ApiResponse } from '../types.ts';

/** What a browser is told that asks before it sends a key across origins. It says nothing of any data (CON-11). */
const ALLOWED: ApiResponse = {
  status: 204,
  headers: {
    'access-control-allow-methods': 'GET, HEAD',
    'access-control-allow-headers': 'mitp-api-key, prefer, accept, content-type',
    'access-control-max-age': '600',
  },
  body: null,
  reason: null,
};

/** Answers a CORS preflight, which never carries a key; any other OPTIONS goes on and is judged like the rest. */
export const preflight: Stage = (exchange, next) => {
  const { method, headers } = exchange.request;
  const requests = method === 'OPTIONS' && headers['access-control-request-method'] !== undefined;
  return requests ? complete(ALLOWED, exchange) : next(exchange);
};
