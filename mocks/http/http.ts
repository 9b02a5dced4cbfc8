import type { IncomingMessage, ServerResponse } from 'node:http';

import { complete } from './response-headers.ts';
import type { Exchange } from '../pipeline/exchange.ts';
import type { ApiRequest, Reply } from '../types.ts';
import { cachedHead } from './cached-head.ts';
import { connectionOf } from './connections.ts';
import { rejectWith } from '../pipeline/rejections.ts';

/** Proxies send the whole URL as the target (RFC 9112, absolute form). */
const target = (url: string) => (url.startsWith('http://') ? url.replace(/^http:\/\/[^/?]*/, '') : url);

/** The pages for people, which a contract whose base path is `/` would hide. */
const PAGES = /^\/(?:index\.html|openapi\.(?:yaml|json)|(?:portal|__mock|swagger-ui)(?:\/.*)?)?$/;

/** The request, if its path is at or below `base`; undefined for the rest of the site. */
export function apiRequest(message: IncomingMessage, base: string): ApiRequest | undefined {
  const url = target(message.url ?? '/');
  if (!url.startsWith(base)) return undefined;
  const mark = url.indexOf('?');
  const path = url.slice(base.length, mark === -1 ? undefined : mark);
  if (path !== '' && !path.startsWith('/')) return undefined;
  if (base === '' && PAGES.test(path)) return undefined;
  return {
    method: message.method ?? 'GET',
    path: path === '' ? '/' : path,
    query: mark === -1 ? '' : url.slice(mark + 1),
    headers: message.headers as ApiRequest['headers'],
    rawHeaders: message.rawHeaders,
    remoteAddress: message.socket.remoteAddress ?? '',
    connection: connectionOf(message.socket),
  };
}

/** Sends a reply. */
export function send(response: ServerResponse, reply: Reply): void {
  const { status, headers, body, breaksAfter, early, closes, unsent } = reply;
  // A request that never gets a response does not keep `close()` waiting: its connection is cut off then.
  if (unsent) return;
  if (breaksAfter !== undefined && breaksAfter < 0) return void response.destroy();
  if (early) response.writeEarlyHints({ link: '</style.css>; rel=preload' });
  if (closes) {
    response.shouldKeepAlive = false;
    response.useChunkedEncodingByDefault = false;
  }
  response.writeHead(status, (body && cachedHead(body, headers)?.flat) ?? headers);
  if (breaksAfter !== undefined) {
    response.write(body?.subarray(0, breaksAfter) ?? '', () => response.destroy());
    return;
  }
  response.end(body);
}

/** What is sent when the mock itself failed: one line, no stack trace (SEC-01). */
export const failure = (error: unknown, exchange: Exchange): Reply =>
  complete(rejectWith('brokenResponse', { detail: error instanceof Error ? error.message : String(error) }), exchange);
