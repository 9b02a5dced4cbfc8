import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from '@playwright/test';
import { rawRequest } from '../../../verifier/requests.ts';
import { Secrets } from '../../../verifier/secrets.ts';
import { send, type SendOptions } from '../../../verifier/transport.ts';

const secrets = new Secrets({ active: 'a1B2c3D4e5F6g7H8i9J0' });

/** What became of requests to a server; and how many reached it. */
async function sent(methods: readonly string[], options: SendOptions, respond: RequestListener = closingAtTheSecond()) {
  let reached = 0;
  const server = createServer((request, response) => {
    reached += 1;
    respond(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const got: (string | number)[] = [];
  for (const method of methods) {
    const result = await send(origin, { ...rawRequest('/clients'), method }, secrets, options);
    got.push('response' in result ? result.response.status : result.error);
  }
  server.closeAllConnections();
  server.close();
  return { got, reached };
}

/** A server that closes each connection at its second request, as one does that had closed it before. */
function closingAtTheSecond(): RequestListener {
  const known = new WeakSet<object>();
  return ({ socket }, response) => {
    if (known.has(socket)) socket.resetAndDestroy();
    else response.end('{}');
    known.add(socket);
  };
}

test('where a kept connection turns out to be closed, a request goes again on a new one at once', async () => {
  expect(await sent(['GET', 'HEAD', 'GET'], { resend: true })).toEqual({ got: [200, 200, 200], reached: 4 });
});

test('in a burst, and where a request may change something, it goes once', async () => {
  expect(await sent(['GET', 'GET'], {})).toEqual({ got: [200, 'read ECONNRESET'], reached: 2 });
  expect(await sent(['GET', 'POST'], { resend: true })).toEqual({ got: [200, 'read ECONNRESET'], reached: 2 });
});

test('a connection that breaks off within a response, or is new, is told', async () => {
  let turn = 0;
  const breaking: RequestListener = ({ socket }, response) => {
    turn += 1;
    if (turn === 1) return void response.end('{}');
    response.writeHead(200, { 'content-length': '9' }).write('{');
    setTimeout(() => socket.resetAndDestroy(), 20);
  };
  const broken = await sent(['GET', 'GET'], { resend: true }, breaking);
  expect(broken).toEqual({ got: [200, expect.any(String)], reached: 2 });
  const never: RequestListener = ({ socket }) => void socket.resetAndDestroy();
  expect(await sent(['GET'], { resend: true }, never)).toEqual({ got: ['read ECONNRESET'], reached: 1 });
});
