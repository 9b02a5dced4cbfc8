import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** The limit that every limiter here is set to keep, and the window in which it keeps it: short, so that tests are. */
export const LIMIT = 20;
export const WINDOW_MS = 3_000;

/** The keys, each with its IT provider. */
const KEYS: Readonly<Record<string, string>> = {
  'active-key-of-the-limiter-tests': 'own',
  'sibling-key-of-the-limiter-tests': 'own',
  'foreign-key-of-the-limiter-tests': 'other',
};
export const [ACTIVE, SIBLING, FOREIGN] = Object.keys(KEYS) as [string, string, string];

/** A server under test. */
export interface Running {
  baseUrl: string;
  close(): Promise<void>;
}

/** The key of a request, and whose it is; undefined where it is nobody's. */
export function accountOf(headers: IncomingMessage['headers']): { key: string; provider: string } | undefined {
  const key = String(headers['mitp-api-key'] ?? '');
  const provider = KEYS[key];
  return provider === undefined ? undefined : { key, provider };
}

/** The body of any list of the contract: none of them has a row. */
export function list(url: string): object {
  const query = new URL(url, 'http://server').searchParams;
  const number = (name: string, otherwise: number) => Number(query.get(name) ?? otherwise);
  return { page: number('page', 1), pageSize: number('pageSize', 100), totalCount: 0, items: [] };
}

export function sendJson(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' }).end(JSON.stringify(body));
}

/** What a limiter of a few lines decides: served now, rejected, or served when the promise is kept. */
export type Take = (account: string, key: string) => boolean | Promise<boolean>;

/** A plain server whose requests with a good key go through a limiter. */
export function limitedBy(take: Take): Promise<Running> {
  return listen((request, response) => {
    const account = accountOf(request.headers);
    if (account === undefined) return sendJson(response, 401, { title: 'Unauthorized' });
    void Promise.resolve(take(account.provider, account.key)).then((served) => {
      if (served) sendJson(response, 200, list(request.url ?? '/'));
      else sendJson(response, 429, { title: 'Too Many Requests' });
    });
  });
}

/** Listens on a free port of this machine. */
export async function listen(handler: RequestListener): Promise<Running> {
  const server = createServer(handler);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    baseUrl: `http://127.0.0.1:${port}/public-api/v1`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
