import { createServer } from 'node:http';
import { expect, test } from '@playwright/test';

import { createProxy } from '../../../cli/proxy.ts';
import { listen, stop } from '../../../mocks/http/server.ts';
import { DEFAULT_CONTRACT } from '../../../spec/contract.ts';
import { withMock } from './send.ts';

/** A proxy before `upstream`; gives what it told. */
async function withProxy(upstream: string, use: (baseUrl: string, told: string[]) => Promise<void>): Promise<void> {
  const told: string[] = [];
  const handle = await createProxy(new URL(upstream), DEFAULT_CONTRACT, (line) => told.push(line));
  const server = createServer((request, response) => void handle(request, response));
  const url = await listen(server, 0, '127.0.0.1');
  try {
    await use(`${url}/public-api/v1`, told);
  } finally {
    await stop(server);
  }
}

test('The proxy passes a good exchange on byte for byte and says nothing', async () => {
  await withMock(async (mock) => {
    await withProxy(mock.baseUrl, async (baseUrl, told) => {
      const headers = { 'mitp-api-key': mock.keys.active };
      const path =
        '/clients?pageSize=3&queryFilters=%7B%22field%22:%22name%22,%22predicate%22:%22contains%22,%22condition%22:%22a%2Bb%22%7D';
      const [direct, proxied] = await Promise.all(
        [mock.baseUrl, baseUrl].map((base) => fetch(base + path, { headers })),
      );
      expect(await proxied!.text()).toBe(await direct!.text());
      expect(proxied!.headers.get('cache-control')).toBe('no-store');
      expect(told).toEqual([]);
    });
  });
});

test('The proxy tells of bad requests and bad answers, a line each, and never of the key', async () => {
  const upstream = createServer((request, response) => {
    if (request.url?.includes('redirect')) {
      response.writeHead(302, { location: 'http://127.0.0.1:9/' }).end();
      return;
    }
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ page: 'one', pageSize: 100, totalCount: 0, items: [] }));
  });
  const url = await listen(upstream, 0, '127.0.0.1');
  await withProxy(`${url}/public-api/v1`, async (baseUrl, told) => {
    const headers = { 'mitp-api-key': 'secret-secret' };
    expect((await fetch(`${baseUrl}/clients?page=0`, { headers })).status).toBe(200);
    expect(told).toContain('GET /clients 200: Request query parameter page must be >= 1');
    expect(told).toContain('GET /clients 200: Response body property page must be integer');
    const redirected = await fetch(`${baseUrl}/users?redirect`, { headers, redirect: 'manual' });
    expect(redirected.status).toBe(302);
    await fetch(`${baseUrl}/secret-secret`, { headers });
    expect(told.join('\n')).not.toContain('secret-secret');
    expect(told.every((line) => !line.includes('\n'))).toBe(true);
  });
  await stop(upstream);
});

test('A target that does not answer is a 502 that says so', async () => {
  await withProxy('http://127.0.0.1:9/public-api/v1', async (baseUrl, told) => {
    expect((await fetch(`${baseUrl}/clients`)).status).toBe(502);
    expect(told[0]).toMatch(/^GET \/clients: the target did not answer: /);
  });
});
