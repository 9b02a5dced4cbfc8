import { once } from 'node:events';
import { expect, test } from '@playwright/test';

import { withMock } from './send.ts';
import { shoot, socketTo } from './shoot.ts';

const head = (line: string, ...headers: string[]) => `${line} HTTP/1.1\r\nHost: x\r\n${headers.join('\r\n')}\r\n\r\n`;

/** Writes everything before it reads anything, as simple clients do; gives the status, or the error that took it away. */
async function writeThenRead(socket: ReturnType<typeof socketTo>, bytes: string): Promise<string> {
  let response = '';
  let error = '';
  socket.pause();
  socket.on('error', (cause: NodeJS.ErrnoException) => (error = cause.code ?? 'error'));
  socket.on('data', (chunk: Buffer) => (response += chunk.toString('latin1')));
  await once(socket, 'connect');
  for (let at = 0; at < bytes.length; at += 65_536) {
    socket.write(bytes.slice(at, at + 65_536), 'latin1');
    await new Promise((resolve) => setImmediate(resolve));
  }
  await new Promise((resolve) => setTimeout(resolve, 50));
  socket.resume();
  await once(socket, 'close');
  return /^HTTP\/1\.1 (\d{3})/.exec(response)?.[1] ?? error;
}

test('A sender that ends its side after the request gets its response, a late one too', async () => {
  await withMock(async (mock) => {
    const request = head('GET /public-api/v1/clients', `mitp-api-key: ${mock.keys.active}`);
    const statuses = await Promise.all(Array.from({ length: 50 }, () => shoot(mock, request)));
    expect(statuses.filter((status) => status !== '200')).toEqual([]);
    expect(await shoot(mock, head('GET /portal').replace('Host: x', `Host: ${new URL(mock.url).host}`))).toMatch(
      /^[23]/,
    );
    mock.setLatency({ ms: 100 });
    expect(await shoot(mock, request)).toBe('200');
  });
});

test('A sender of more than is read gets its 4xx, not a reset', async () => {
  await withMock(async (mock) => {
    const posting = head('POST /public-api/v1/clients', 'Connection: close', 'Content-Length: 3000000');
    const chunked = head('PUT /public-api/v1/clients', 'Connection: close', 'Transfer-Encoding: chunked');
    const key = `mitp-api-key: ${mock.keys.active}`;
    const cases: [string, string, string][] = [
      ['405', posting.replace('\r\n\r\n', `\r\n${key}\r\n\r\n`), 'x'.repeat(3_000_000)],
      ['405', chunked.replace('\r\n\r\n', `\r\n${key}\r\n\r\n`), `2dc6c0\r\n${'x'.repeat(3_000_000)}\r\n0\r\n\r\n`],
      ['431', head('GET /public-api/v1/clients', `X-Long: ${'y'.repeat(2_000_000)}`), ''],
      ['400', 'no request\r\n', 'z'.repeat(2_000_000)],
    ];
    for (const [status, start, rest] of cases) expect(await writeThenRead(socketTo(mock), start + rest)).toBe(status);
  });
});

test('A client that left while its response hangs keeps nobody from closing', async () => {
  await withMock(async (mock) => {
    mock.respond({ path: '/clients', connection: 'hang' });
    const socket = socketTo(mock);
    const requested = new Promise((resolve) => setTimeout(resolve, 100));
    socket.end(head('GET /public-api/v1/clients', `mitp-api-key: ${mock.keys.active}`));
    await requested;
    const began = performance.now();
    await mock.close();
    expect(performance.now() - began).toBeLessThan(2000);
  });
});
