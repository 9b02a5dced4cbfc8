import { createServer, type AddressInfo } from 'node:net';
import { expect, test } from '@playwright/test';
import { rawRequest } from '../../../verifier/requests.ts';
import { Secrets } from '../../../verifier/secrets.ts';
import { sendBySocket } from '../../../verifier/socket.ts';

/**
 * What arrives of the bytes that a server writes.
 * @param open whether the server keeps the connection open afterwards
 */
async function arrived(bytes: readonly string[], open: boolean, method = 'GET') {
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.once('data', () => {
      for (const part of bytes) socket.write(part, 'latin1');
      if (!open) socket.end();
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  const request = { ...rawRequest('/clients'), method, via: 'socket' as const };
  try {
    const base = new URL(`http://127.0.0.1:${port}/api`);
    // The end of a response on an open connection is known at once: nothing waits for this.
    const given = AbortSignal.timeout(4_000);
    const response = await sendBySocket(base, request, new Secrets({ active: 'a1B2c3D4e5F6' }), given);
    expect(given.aborted).toBe(false);
    return [response.status, response.headers.length, response.body.toString('latin1')] as const;
  } catch (error) {
    return (error as Error).message;
  } finally {
    server.close();
  }
}

const HEAD = 'HTTP/1.1 200 OK\r\n';
const closed = 'the connection was closed without a response';

/** What a server writes, and what of it is the response; `open` where its length alone tells the end. */
const WRITTEN: readonly {
  bytes: string[];
  gives: readonly [number, number, string] | string;
  open?: true;
  method?: string;
}[] = [
  { bytes: [`${HEAD}Content-Length: 2\r\n\r\nok`], gives: [200, 1, 'ok'], open: true },
  { bytes: [`${HEAD}Content-Length: 4\r\n\r\nok`, 'ok'], gives: [200, 1, 'okok'], open: true },
  { bytes: [`${HEAD}\r\nto the end`], gives: [200, 0, 'to the end'] },
  {
    bytes: [`${HEAD}Transfer-Encoding: chunked\r\n\r\n2\r\nok\r\n3\r\n...\r\n0\r\n\r\n`],
    gives: [200, 1, 'ok...'],
    open: true,
  },
  {
    bytes: [`${HEAD}transfer-encoding: Chunked\r\n\r\na;x=1\r\n0123456789\r\n0\r\nTrailer: x\r\n\r\n`],
    gives: [200, 1, '0123456789'],
    open: true,
  },
  { bytes: [`${HEAD}Content-Length: 9\r\n\r\n`], gives: [200, 1, ''], open: true, method: 'HEAD' },
  { bytes: [`${HEAD}Content-Length: 4\r\n\r\nbody`], gives: [200, 1, 'body'], method: 'HEAD' },
  { bytes: ['HTTP/1.1 204 No Content\r\nA: b\r\n\r\n'], gives: [204, 1, ''], open: true },
  { bytes: ['HTTP/1.0 304 Not Modified\r\n\r\n'], gives: [304, 0, ''], open: true },
  {
    bytes: [`HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early\r\nLink: x\r\n\r\n${HEAD}Content-Length: 1\r\n\r\n1`],
    gives: [200, 1, '1'],
    open: true,
  },
  { bytes: ['HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\n\r\n'], gives: [101, 1, ''] },
  { bytes: ['HTTP/1.1 199 Early\r\n\r\n'], gives: closed },
  { bytes: [`${HEAD}Content-Length: 2\r\n`], gives: closed },
  { bytes: ['SSH-2.0-OpenSSH\r\n\r\n'], gives: closed },
  { bytes: [], gives: closed },
];

for (const { bytes, gives, open = false, method = 'GET' } of WRITTEN)
  test(`a socket that gets ${method} ${JSON.stringify(bytes).slice(0, 120)}${open ? ' and stays open' : ''} reads ${JSON.stringify(gives)}`, async () => {
    expect(await arrived(bytes, open, method)).toEqual(gives);
  });
