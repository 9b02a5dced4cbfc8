import type { Exchange } from '../pipeline/exchange.ts';
import type { ApiResponse, Reply } from '../types.ts';
import { offerHead, cachedHead } from './cached-head.ts';

/**
 * Headers of every response of the API. Shared caches may store neither a key's data (SEC-02) nor a rejection (LIM-12). Any web
 * page may read responses, but only with a key of its own: no origin is trusted with credentials (SEC-03).
 */
const ALWAYS = { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' } as const;
const COMMON = {
  ...ALWAYS,
  'access-control-allow-origin': '*',
  'access-control-expose-headers': 'Retry-After, WWW-Authenticate, Allow',
} as const;

/** Headers that many responses share, such as those of all pages, together with the ones of every response. */
const withCommon = new WeakMap<ApiResponse['headers'], Record<string, string>>();

function completed({ headers, body }: ApiResponse): Reply['headers'] {
  if (body === null) return { ...headers, ...COMMON };
  const ready = cachedHead(body, headers);
  if (ready) return ready.headers;
  let most = withCommon.get(headers);
  if (!most) withCommon.set(headers, (most = { ...headers, 'content-length': '0', ...COMMON }));
  const all = { ...most, 'content-length': String(body.length) };
  offerHead(body, headers, all);
  return all;
}

/** The headers without those for browsers of other origins: for a mock that was started so. */
const withoutCors = (headers: Reply['headers']): Reply['headers'] =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => !name.startsWith('access-control-')));

/** The reply to an exchange: the response with the headers of every response, and without a body for HEAD (CON-11). */
export function complete(response: ApiResponse, { request, key, state }: Exchange): Reply {
  const { status, body, reason } = response;
  const headers = state.cors ? completed(response) : withoutCors(completed(response));
  return { status, headers, body: request.method === 'HEAD' ? null : body, reason, key };
}
