import { complete } from '../http/response-headers.ts';
import { wait } from '../real-time.ts';
import type { SetSituation } from '../situations.ts';
import type { ApiResponse, Reply } from '../types.ts';
import type { Exchange, Next, Stage } from './exchange.ts';

const TITLES: Readonly<Record<number, string>> = {
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  429: 'Too Many Requests',
  500: 'Internal Server Error',
  502: 'Bad Gateway',
  503: 'Service Unavailable',
};

/** Responds as a situation says, instead of the API. */
function responseOf({ status = 200, body, headers }: SetSituation): ApiResponse {
  const text = typeof body === 'string';
  const bytes = ArrayBuffer.isView(body) ? Buffer.from(body.buffer, body.byteOffset, body.byteLength) : undefined;
  const title = TITLES[status] ?? `Status ${status}`;
  const content = body === undefined ? { type: 'about:blank', title, status } : body;
  const json = `application/${body === undefined ? 'problem+' : ''}json; charset=utf-8`;
  const type = text ? 'text/plain; charset=utf-8' : bytes ? 'application/octet-stream' : json;
  const own = Object.fromEntries(
    Object.entries(headers ?? {}).map(([name, value]) => [name.toLowerCase(), String(value)]),
  );
  return {
    status,
    headers: { 'content-type': type, ...own },
    body: bytes ?? Buffer.from(text ? body : JSON.stringify(content)),
    reason: status < 400 ? null : title,
  };
}

const CONNECTIONS = {
  reset: 'closed the connection without a response',
  cut: 'closed the connection in the middle of the body',
  hang: 'left the request without a response',
};

/** What a situation does, for the journal. */
function told({ status, body, delayMs = 0, connection, rows }: SetSituation): string {
  const parts = [
    ...(delayMs > 0 ? [`waited ${delayMs} ms`] : []),
    ...(status === undefined && body === undefined ? [] : ['answered in place of the API']),
    ...(rows ? [`had a row ${rows} after page 1`] : []),
    ...(connection ? [CONNECTIONS[connection]] : []),
  ];
  return parts.join(', and ');
}

async function happen(situation: SetSituation, exchange: Exchange, next: Next): Promise<Reply> {
  const { id, status, body, delayMs = 0, connection, rows } = situation;
  const responds = status !== undefined || body !== undefined;
  if (delayMs > 0) await wait(delayMs);
  const reply = responds
    ? complete(responseOf(situation), exchange)
    : await next(rows ? { ...exchange, rows } : exchange);
  const broken = connection === 'cut' ? Math.floor((reply.body?.length ?? 0) / 2) : -1;
  return {
    ...reply,
    situation: { id, did: told(situation), responds },
    ...(connection && { breaksAfter: broken }),
    ...(connection === 'hang' && { unsent: true as const }),
  };
}

/** Applies a situation to the request: a status, a delay, a broken connection, rows that are added or removed. */
export const situation: Stage = (exchange, next) => {
  const set = exchange.state.situations.take(exchange.request);
  return set ? happen(set, exchange, next) : next(exchange);
};
