import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';

import { apiRequest, failure } from './http.ts';
import { noteConnection } from './connections.ts';
import { respondHalfOpen, drainBody, endAndDrain, stopHalfOpen } from './last-words.ts';
import { lastResponse, respondToOddRequests, unreadable } from './unreadable.ts';
import { createWriteBatcher } from './write-batcher.ts';
import { run } from '../pipeline/index.ts';
import { clearTimeout, setImmediate, setTimeout } from '../real-time.ts';
import type { ControlAccess } from '../web/control/guard.ts';
import type { MockState } from '../state.ts';

/** How long a client may take for its headers, and for its whole request. */
const HEADERS_MS = 10_000;
const REQUEST_MS = 30_000;
/** How long a request under way may hold up `close()`. */
const GRACE_MS = 3000;

/** How long a connection without a request may: its client may have just begun one. */
const QUIET_MS = 100;

const rejected = new WeakSet<Duplex>();
/** The requests under way. */
const underWay = new WeakMap<Server, Set<ServerResponse>>();

/** Responds to what never became a request: broken syntax, headers that are too large, a client that is too slow. */
function rejectBytes(error: NodeJS.ErrnoException, socket: Duplex, tell: (why: string) => void): void {
  // What follows broken bytes is broken, too: it is read to no end until the connection is over.
  if (rejected.has(socket)) return;
  if (!socket.writable || error.code === 'ECONNRESET') return void socket.destroy();
  rejected.add(socket);
  const { status, title, why } = unreadable(error);
  tell(`${why} (${status})`);
  endAndDrain(socket, lastResponse(status, title));
}

/** The pages for people, loaded at the first visit: tests against the API alone do not wait for them. */
async function loadSite(state: MockState, options: ControlAccess) {
  const [{ getRequestListener }, { createSite }] = await Promise.all([
    import('@hono/node-server'),
    import('../web/app.ts'),
  ]);
  const site = createSite(state, options);
  // The caller's process keeps its own Request and Response; those of the listener are no real ones, but their copies are.
  const real = (request: Request) => (['GET', 'HEAD'].includes(request.method) ? request : request.clone());
  return getRequestListener((request, env) => site.fetch(real(request), env), { overrideGlobalObjects: false });
}

/** What stands in for a page that cannot be made: browsers in a test (jsdom) have no Request and Response. */
function withoutSite(response: ServerResponse, error: unknown): void {
  const why =
    'Request' in globalThis
      ? error instanceof Error && error.message
      : 'it needs the globals Request and Response. Run this test in the environment "node", or use the methods of the mock';
  if (response.headersSent) return void response.destroy();
  response.writeHead(500, { 'content-type': 'text/plain; charset=utf-8', connection: 'close' });
  response.end(`The mock cannot show this page: ${String(why)}.`);
}

/**
 * Makes the server of one mock: the API by its pipeline, everything else by the site.
 * @param tell called with the reason where what came did not become a request
 */
export function createMockServer(
  state: MockState,
  options: ControlAccess,
  tell: (why: string) => void = () => undefined,
): Server {
  let site: ReturnType<typeof loadSite> | undefined;
  const send = createWriteBatcher();
  const open = new Set<ServerResponse>();
  const handle = (message: IncomingMessage, response: ServerResponse) => {
    open.add(response);
    response.once('close', () => open.delete(response));
    drainBody(message);
    const request = apiRequest(message, state.runtime.contract.basePath);
    if (!request) {
      site ??= loadSite(state, options);
      return void site
        .then((listener) => listener(message, response))
        .catch((error: unknown) => withoutSite(response, error));
    }
    const instead = (error: unknown) => failure(error, { request, state });
    try {
      const reply = run({ request, state });
      if (!(reply instanceof Promise)) return void send({ response, reply, instead });
      void reply.catch(instead).then((later) => send({ response, reply: later, instead }));
    } catch (error) {
      send({ response, reply: instead(error), instead });
    }
  };
  const server = createServer(
    {
      headersTimeout: HEADERS_MS,
      requestTimeout: REQUEST_MS,
      connectionsCheckingInterval: 1000,
      // Of two Authorization headers Node would drop the second: a key may be in either (AUTH-09).
      joinDuplicateHeaders: true,
    },
    handle,
  );
  underWay.set(server, open);
  server.on('connection', noteConnection);
  respondToOddRequests(server, tell);
  return respondHalfOpen(server).on('clientError', (error, socket) => rejectBytes(error, socket, tell));
}

/** An address that listens everywhere is none that a client can be given. */
const REACHED: Readonly<Record<string, string>> = { '0.0.0.0': '127.0.0.1', '::': '::1' };

/** Listens, and gives the origin for clients on this machine. Rejects with the system's error when it cannot. */
export async function listen(server: Server, port: number, host: string): Promise<string> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  const { port: actual } = server.address() as AddressInfo;
  const reached = REACHED[host] ?? host;
  return `http://${reached.includes(':') ? `[${reached}]` : reached}:${actual}`;
}

/** Lets requests in flight finish, then stops; what takes too long, and connections that ask nothing, are cut off. */
export async function stop(server: Server): Promise<void> {
  stopHalfOpen(server);
  const cut = () => server.closeAllConnections();
  const late = setTimeout(cut, GRACE_MS);
  let quiet: NodeJS.Timeout | undefined;
  const requests = underWay.get(server);
  const proceed = () => {
    // Connections of responses that are out would be kept open for more requests.
    server.closeIdleConnections();
    if (requests?.size === 0) quiet ??= setTimeout(cut, QUIET_MS);
  };
  for (const response of requests ?? []) response.once('close', () => setImmediate(proceed));
  setImmediate(proceed);
  await new Promise<void>((resolve) => server.close(() => resolve()));
  clearTimeout(late);
  clearTimeout(quiet);
}
