import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { expect, test } from '@playwright/test';

import { json } from '../../../verifier/exchange.ts';
import { excerpt } from '../../../verifier/excerpt.ts';
import { differingAt } from '../../../verifier/model/other-row.ts';
import { rawRequest } from '../../../verifier/requests.ts';
import { Secrets } from '../../../verifier/secrets.ts';
import { send } from '../../../verifier/transport.ts';
import { SLOW } from '../slow.ts';

const MEGABYTE = 1024 * 1024;

/** What a response of such a server looks like to the suites. */
async function seen(listener: RequestListener, via?: 'socket') {
  const server = createServer(listener);
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  try {
    const request = { ...rawRequest('/clients'), ...(via === undefined ? {} : { via }) };
    return await send(`http://127.0.0.1:${port}`, request, new Secrets({ active: 'a1B2c3D4e5F6g7H8' }), {
      timeoutMs: 20_000,
    });
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

const endless: RequestListener = (_, response) => {
  response.writeHead(200, { 'content-type': 'application/json' });
  const more = () => {
    while (response.write('x'.repeat(MEGABYTE)));
  };
  response.on('drain', more);
  more();
};

for (const via of [undefined, 'socket'] as const) {
  test(`A response without an end is read up to 8 MB, and says so (${via ?? 'by the library'})`, SLOW, async () => {
    const result = await seen(endless, via);
    expect('response' in result && result.response.garbled).toMatch(/^longer than 8 MB/);
    expect('response' in result && result.response.text.length).toBeLessThan(MEGABYTE);
  });
}

test('A response that unpacks to more than 8 MB is not unpacked', async () => {
  const packed = gzipSync(Buffer.alloc(20 * MEGABYTE));
  const result = await seen((_, response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end(packed));
  expect('response' in result && result.response.garbled).toMatch(/^longer than 8 MB/);
});

test('Headers that are called as what every object has are headers', async () => {
  const result = await seen((_, response) =>
    response.setHeader('constructor', 'x').setHeader('__proto__', 'y').end('{}'),
  );
  if (!('response' in result)) throw new Error(result.error);
  expect(Object.entries(result.response.headers)).toContainEqual(['constructor', ['x']]);
  expect(Object.entries(result.response.headers)).toContainEqual(['__proto__', ['y']]);
});

test('A body that is nested deeper than 500 is no JSON, and shows no excerpt', () => {
  const nested = (depth: number) => '['.repeat(depth) + ']'.repeat(depth);
  const body = (text: string) => ({ status: 200, headers: {}, text });
  expect(json(body(nested(500)))).toBeDefined();
  expect(json(body(nested(501)))).toBeUndefined();
  expect(json(body(nested(100_000)))).toBeUndefined();
  expect(json(body(`{"a":"\\"${'['.repeat(1000)}"}`))).toEqual({ a: `"${'['.repeat(1000)}` });
  expect(json(body('{"a":"[['))).toBeUndefined();
  expect(excerpt(`{"items":[${nested(600)}]}`, '/items/0')).toBeUndefined();
});

test('Members that are called as what every object has are compared as any', () => {
  const odd = JSON.parse('{"id":1,"constructor":null,"__proto__":[]}') as object;
  expect(differingAt(odd, { id: 1 })).toEqual(['constructor']);
  expect(differingAt({ id: 1 }, odd)).toEqual(['constructor']);
});
