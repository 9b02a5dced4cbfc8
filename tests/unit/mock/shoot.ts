import { connect, type Socket } from 'node:net';

import type { Mock } from '../../../mocks/index.ts';

/** A socket to the mock, for bytes that no client library sends. */
export const socketTo = (mock: Mock): Socket => connect(Number(new URL(mock.url).port), '127.0.0.1');

/** Sends bytes on a socket of their own; gives the status line's code, or "closed". */
export const shoot = (mock: Mock, bytes: string): Promise<string> => shootAt(Number(new URL(mock.url).port), bytes);

/** As `shoot`, to a port of this machine. */
export function shootAt(port: number, bytes: string): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    let response = '';
    const timer = setTimeout(() => socket.destroy(new Error('hung')), 20_000);
    socket.on('data', (chunk: Buffer) => (response += chunk.toString('latin1')));
    socket.on('error', (error) => error.message === 'hung' && resolve('hung'));
    socket.on('close', () => {
      clearTimeout(timer);
      const statuses = [...response.replace(/^HTTP\/1\.1 100.*/, '').matchAll(/^HTTP\/1\.1 (\d{3})/gm)];
      resolve(statuses[0]?.[1] ?? 'closed');
    });
    socket.end(bytes, 'latin1');
  });
}
