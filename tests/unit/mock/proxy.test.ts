import { createServer, type RequestListener } from 'node:http';
import { connect } from 'node:net';
import { expect, test } from '@playwright/test';

import { createProxy, type Upstream } from '../../../cli/proxy.ts';
import { listen, stop } from '../../../mocks/http/server.ts';
import { DEFAULT_CONTRACT } from '../../../spec/contract.ts';
import { withMock } from './send.ts';

/** A proxy before `upstream`; gives what it told. */
async function withProxy(
  upstream: string,
  use: (baseUrl: string, told: string[]) => Promise<void>,
  reach?: Upstream,
): Promise<void> {
  const told: string[] = [];
  const handle = await createProxy(new URL(upstream), DEFAULT_CONTRACT, (line) => told.push(line), reach);
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

test('The proxy tells of bad requests and bad responses, a line each, and never of the key', async () => {
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

test('A target that does not respond is a 502 that says so', async () => {
  await withProxy('http://127.0.0.1:9/public-api/v1', async (baseUrl, told) => {
    expect((await fetch(`${baseUrl}/clients`)).status).toBe(502);
    expect(told[0]).toMatch(/^GET \/clients: the target did not respond: /);
  });
});

/** What comes back for bytes that are sent as they are. */
function raw(url: string, text: string): Promise<string> {
  const { port, hostname } = new URL(url);
  return new Promise((resolve) => {
    let got = '';
    const socket = connect(Number(port), hostname, () => socket.write(text));
    socket.on('data', (chunk: Buffer) => (got += chunk.toString('latin1')));
    socket.on('error', () => resolve(got));
    socket.on('close', () => resolve(got));
  });
}

test('No form of a request ends the proxy: whole URLs, other authorities, nonsense', async () => {
  await withMock(async (mock) => {
    await withProxy(mock.baseUrl, async (baseUrl) => {
      const head = `Host: x\r\nConnection: close\r\nmitp-api-key: ${mock.keys.active}\r\n\r\n`;
      const targets: [target: string, status: RegExp][] = [
        [`${baseUrl}/clients?pageSize=1`, /^HTTP\/1\.1 200/],
        ['http://elsewhere.example/public-api/v1/clients?pageSize=1', /^HTTP\/1\.1 200/],
        ['https://elsewhere.example:99999/public-api/v1/clients', /^HTTP\/1\.1 [24]/],
        ['//elsewhere.example/clients', /^HTTP\/1\.1 4/],
        ['http://', /^HTTP\/1\.1 [24]/],
        ['*', /^HTTP\/1\.1 [245]/],
        ['/%', /^HTTP\/1\.1 [45]/],
        ['/public-api/v1/clients?%E0%A4%A', /^HTTP\/1\.1 [24]/],
        ['/public-api/v1/../../../../etc/passwd', /^HTTP\/1\.1 4/],
        [`/${'a'.repeat(15_000)}`, /^HTTP\/1\.1 4/],
      ];
      for (const [target, status] of targets)
        expect(await raw(baseUrl, `GET ${target} HTTP/1.1\r\n${head}`), target.slice(0, 60)).toMatch(status);
      for (const method of ['CONNECT', 'TRACE', 'BREW', 'OPTIONS'])
        expect(await raw(baseUrl, `${method} /public-api/v1/clients HTTP/1.1\r\n${head}`)).not.toMatch(/^HTTP\/1\.1 2/);
      expect((await fetch(`${baseUrl}/clients`, { headers: { 'mitp-api-key': mock.keys.active } })).status).toBe(200);
    });
  });
});

const HOSTILE: Readonly<Record<string, RequestListener>> = {
  hang: () => undefined,
  drip: (_, response) => {
    response.writeHead(200, { 'content-type': 'application/json' }).write('[');
    const timer = setInterval(() => response.write(' '), 50);
    response.on('close', () => clearInterval(timer));
  },
  endless: (_, response) => {
    const more = () => {
      while (response.write('x'.repeat(65_536)));
    };
    response.writeHead(200).on('drain', more);
    more();
  },
  'not packed': (_, response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end('not gzip'),
  'packed by nobody': (_, response) => response.writeHead(200, { 'content-encoding': 'rot13' }).end('x'),
  'long headers': (_, response) => response.writeHead(200, { 'x-long': 'h'.repeat(200_000) }).end('{}'),
  garbage: (request) => request.socket.end('\u0000\u0001 no HTTP\r\n\r\n'),
  reset: (request) => request.socket.resetAndDestroy(),
  'a shorter body than told': (request) => request.socket.end('HTTP/1.1 200 OK\r\ncontent-length: 99\r\n\r\n{'),
};

test('No response of a target ends the proxy or holds it up: each is a 502 with a line, and the next request is served', async () => {
  const upstream = createServer((request, response) => {
    const kind = decodeURIComponent(/how=([^&]+)/.exec(request.url ?? '')?.[1] ?? '');
    (HOSTILE[kind] ?? ((_, fine) => fine.writeHead(200, { 'content-type': 'text/plain' }).end('fine')))(
      request,
      response,
    );
  });
  const url = await listen(upstream, 0, '127.0.0.1');
  const reach = { get: fetch, headers: {}, patienceMs: 400, mostBytes: 1024 * 1024 };
  const use = async (baseUrl: string, told: string[]) => {
    for (const kind of Object.keys(HOSTILE)) {
      const response = await fetch(`${baseUrl}/clients?how=${encodeURIComponent(kind)}`);
      expect(response.status, kind).toBe(502);
      expect(told.splice(0), kind).toEqual([expect.stringMatching(/^GET \/clients: the target did not respond: .+/)]);
    }
    expect(await (await fetch(`${baseUrl}/clients`)).text()).toBe('fine');
  };
  await withProxy(`${url}/public-api/v1`, use, reach);
  upstream.closeAllConnections();
  await stop(upstream);
});
