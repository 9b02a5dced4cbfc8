import {
  createServer,
  request as httpRequest,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import { createServer as createSecureServer, type Server as SecureServer } from 'node:https';
import type { AddressInfo } from 'node:net';

/** How a target dies: what every request gets from then on. */
export const KINDS = {
  hang: () => undefined,
  '429': (response) => reply(response, 429, { 'retry-after': '1' }),
  '503': (response) => reply(response, 503),
  reset: (response) => response.socket?.resetAndDestroy(),
  garbage: (response) => response.socket?.end('\u0000\u0001 this is not HTTP \r\n\r\n'),
  drip(response) {
    response.writeHead(200, { 'content-type': 'application/json' });
    const timer = setInterval(() => response.write(' '), 500);
    response.once('close', () => clearInterval(timer));
  },
  late(response) {
    const timer = setTimeout(() => reply(response, 200), 45_000);
    response.once('close', () => clearTimeout(timer));
  },
  redirects: (response) => reply(response, 302, { location: '/elsewhere' }),
  html: (response) => reply(response, 200, { 'content-type': 'text/html' }, '<!doctype html><p>Down for maintenance'),
  '401': (response) => reply(response, 401),
  '500': (response) => reply(response, 500),
} as const satisfies Record<string, (response: ServerResponse) => unknown>;

export type Kind = keyof typeof KINDS;

function reply(response: ServerResponse, status: number, headers: Record<string, string> = {}, body = '{}'): void {
  response.writeHead(status, { 'content-type': 'application/problem+json', ...headers }).end(body);
}

export interface DyingServer {
  readonly url: string;
  /** Requests that came after its death. */
  readonly unanswered: () => number;
  close(): Promise<void>;
}

/** What encrypts connections to a server, until it dies: from then on it shows a certificate that nobody trusts. */
export interface Certificates {
  readonly trusted: { readonly cert: Buffer; readonly key: Buffer };
  readonly strange: { readonly cert: Buffer; readonly key: Buffer };
}

/** Passes requests on to `origin`, until `isDying` says so of the number of requests before one. */
export async function dyingServer(
  origin: string,
  kind: Kind,
  isDying: (before: number, message: IncomingMessage) => boolean,
  certificates?: Certificates,
): Promise<DyingServer> {
  let count = 0;
  let lostCount = 0;
  const handle = (message: IncomingMessage, response: ServerResponse) => {
    const before = count;
    count += 1;
    if (isDying(before, message)) {
      lostCount += 1;
      if (secure) {
        secure.setSecureContext(certificates?.strange ?? {});
        return void message.socket.destroy();
      }
      return void KINDS[kind](response);
    }
    const { host: _, ...headers } = message.headers;
    const on = httpRequest(origin + (message.url ?? '/'), { method: message.method, headers }, (from) => {
      response.writeHead(from.statusCode ?? 500, from.rawHeaders);
      from.pipe(response);
    });
    on.on('error', () => response.destroy());
    message.pipe(on);
  };
  const secure = certificates && createSecureServer(certificates.trusted, handle);
  const server = secure ?? createServer(handle);
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    url: `${secure ? 'https' : 'http'}://127.0.0.1:${(server.address() as AddressInfo).port}`,
    unanswered: () => lostCount,
    close: () => closed(server),
  };
}

function closed(server: Server | SecureServer): Promise<void> {
  server.closeAllConnections();
  return new Promise((done) => server.close(() => done()));
}
