import type { Socket } from 'node:net';
import { elapsed } from '../real-time.ts';

/** A connection of a client: its number, and when it was opened, in milliseconds of real time. */
export interface Connection {
  readonly n: number;
  readonly since: number;
}

const connections = new WeakMap<Socket, Connection>();
let opened = 0;

/** Notes a connection as it is opened: what comes on it may have been under way since then. */
export function noteConnection(socket: Socket): void {
  connections.set(socket, { n: (opened += 1), since: elapsed() });
}

export const connectionOf = (socket: Socket): Connection | undefined => connections.get(socket);
