import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import { expect, test } from '@playwright/test';

import { fetchFor } from '../../../cli/environment/fetch.ts';

/** A proxy that serves what it is asked to read itself, notes tunnels, and connects none of them further. */
async function withProxy(use: (address: string, seen: readonly string[]) => Promise<void>): Promise<void> {
  const seen: string[] = [];
  const server: Server = createServer((request, response) => {
    seen.push(`${request.method ?? ''} ${request.url ?? ''} ${request.headers['proxy-authorization'] ?? '-'}`);
    response.end('by the proxy');
  });
  server.on('connect', (request, socket) => {
    seen.push(`CONNECT ${request.url ?? ''}`);
    socket.end('HTTP/1.1 403 Forbidden\r\n\r\n');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    await use(`127.0.0.1:${(server.address() as AddressInfo).port}`, seen);
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

test('imports, notifications and the proxy command go through HTTP_PROXY, HTTPS_PROXY and around them by NO_PROXY', async () => {
  await withProxy(async (address, seen) => {
    const get = await fetchFor({ HTTP_PROXY: `http://me:pw@${address}`, HTTPS_PROXY: address, NO_PROXY: '127.0.0.1' });
    const login = Buffer.from('me:pw').toString('base64');
    expect(await (await get('http://api.example/swagger.json')).text()).toBe('by the proxy');
    await expect(get('https://api.example/swagger.json')).rejects.toThrow();
    expect(await (await get(`http://${address}/direct`)).text()).toBe('by the proxy');
    expect(seen).toEqual([
      `GET http://api.example/swagger.json Basic ${login}`,
      'CONNECT api.example:443',
      'GET /direct -',
    ]);
  });
});

test('a proxy that cannot be used is a mistake of the user, told by the name of its variable', async () => {
  await expect(fetchFor({ HTTPS_PROXY: 'socks5://127.0.0.1:1' })).rejects.toThrow(
    /HTTPS_PROXY names a proxy of the kind/,
  );
});
