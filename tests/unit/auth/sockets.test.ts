import { EventEmitter } from 'node:events';
import { expect, test } from '@playwright/test';
import { Sockets } from '../../auth/portal/sockets.ts';

test('a page waits for the reply to what it sent by a socket, and once for that to a sign of life, which never comes', () => {
  const [page, socket] = [new EventEmitter(), new EventEmitter()];
  let now = 0;
  const sockets = new Sockets(page as never, () => now);
  page.emit('websocket', socket);
  const send = (method: string, ref: number) => socket.emit('framesent', { payload: JSON.stringify({ ref, method }) });
  const isWaiting = (ms: number) => ((now += ms), sockets.isWaiting);
  expect(isWaiting(0)).toBe(false);
  send('list', 1);
  expect(isWaiting(7_900)).toBe(true);
  socket.emit('framereceived', {});
  expect(isWaiting(0)).toBe(false);
  send('alive', 2);
  expect(isWaiting(7_999)).toBe(true);
  expect(isWaiting(1)).toBe(false);
  send('alive', 3);
  expect(isWaiting(0)).toBe(false);
  send('list', 4);
  expect(isWaiting(0)).toBe(true);
  socket.emit('close');
  expect(isWaiting(0)).toBe(false);
});
