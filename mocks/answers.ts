import type { Answer, Exchange, Reply } from './exchange.ts';

/**
 * Headers of every answer of the API. What one key may see is for no shared cache (SEC-02), a refusal neither (LIM-12).
 * Any web page may read answers, but only with a key of its own: no origin is trusted with credentials (SEC-03).
 */
const COMMON = {
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  'access-control-allow-origin': '*',
  'access-control-expose-headers': 'Retry-After, WWW-Authenticate, Allow',
} as const;

/** The reply to an exchange: the answer with the headers of every answer, and without a body for HEAD (CON-11). */
export function complete(answer: Answer, { request, key }: Exchange): Reply {
  const { status, body, reason } = answer;
  const length = body === null ? {} : { 'content-length': String(body.length) };
  return {
    status,
    headers: { ...answer.headers, ...length, ...COMMON },
    body: request.method === 'HEAD' ? null : body,
    reason,
    key,
  };
}
