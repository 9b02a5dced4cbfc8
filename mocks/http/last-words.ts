import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Socket } from 'node:net';

import { clearTimeout, setTimeout } from '../real-time.ts';

/** How long a sender that has ended its side may wait for a response: it may as well be gone. */
const HALF_OPEN_MS = 30_000;
/** How long one that still sends is read after the response, and how long half-open ones may hold up `close()`. */
const LINGER_MS = 2000;
const STOP_MS = 200;

const halfOpen = new WeakMap<Server, Set<Socket>>();

function destroyIn(socket: Duplex, ms: number): void {
  const timer = setTimeout(() => socket.destroy(), ms);
  socket.once('close', () => clearTimeout(timer));
}

/**
 * Responds to clients that close their side after the request, as RFC 9112, 9.6 allows. Node would end the connection at once,
 * and a response that is not written in the same turn of the event loop would be lost.
 */
export function respondHalfOpen(server: Server): Server {
  const open = new Set<Socket>();
  halfOpen.set(server, open);
  Object.assign(server, { httpAllowHalfOpen: true });
  return server.on('connection', (socket: Socket) => {
    socket.once('end', () => {
      open.add(socket);
      socket.once('close', () => open.delete(socket));
      destroyIn(socket, HALF_OPEN_MS);
    });
  });
}

/** Gives half-open connections a moment, so that none stays open. */
export function stopHalfOpen(server: Server): void {
  for (const socket of halfOpen.get(server) ?? []) destroyIn(socket, STOP_MS);
}

/**
 * Ends our side and reads what still comes, for a short time. Closing with unread bytes makes the system send a reset, which
 * takes the response away from a client that has not read it yet.
 */
export function endAndDrain(socket: Duplex, bytes?: string): void {
  socket.end(bytes);
  socket.resume();
  destroyIn(socket, LINGER_MS);
}

/** Has the connection of a request with a body end as `endAndDrain` does, whether or not its body was read. */
export function drainBody(message: IncomingMessage): void {
  const { headers, socket } = message;
  const hasBody = headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
  if (hasBody) socket.destroySoon = () => endAndDrain(socket);
}
