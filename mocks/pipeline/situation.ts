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
  const title = TITLES[status] ?? `Status ${String(status)}`;
  const content = body === undefined ? { type: 'about:blank', title, status } : body;
  const type = text
    ? 'text/plain; charset=utf-8'
    : `application/${body === undefined ? 'problem+' : ''}json; charset=utf-8`;
  const own = Object.fromEntries(Object.entries(headers ?? {}).map(([name, value]) => [name.toLowerCase(), value]));
  return {
    status,
    headers: { 'content-type': type, ...own },
    body: Buffer.from(text ? body : JSON.stringify(content)),
    reason: status < 400 ? null : title,
  };
}

async function happen(situation: SetSituation, exchange: Exchange, next: Next): Promise<Reply> {
  const { id, status, delayMs = 0, connection, rows } = situation;
  if (delayMs > 0) await wait(delayMs);
  // A request that never gets a response must not keep the process or `close()` waiting: its connection is cut off.
  if (connection === 'hang') await new Promise(() => undefined);
  const reply =
    status === undefined
      ? await next(rows ? { ...exchange, rows } : exchange)
      : complete(responseOf(situation), exchange);
  const broken = connection === 'reset' ? -1 : Math.floor((reply.body?.length ?? 0) / 2);
  return { ...reply, situation: id, ...(connection && { breaksAfter: broken }) };
}

/** Applies a situation to the request: a status, a delay, a broken connection, rows that are added or removed. */
export const situation: Stage = (exchange, next) => {
  const set = exchange.state.situations.take(exchange.request);
  return set ? happen(set, exchange, next) : next(exchange);
};
