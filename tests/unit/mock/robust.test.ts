import { once } from 'node:events';
import { expect, test } from '@playwright/test';

import { startMock, type Fault } from '../../../mocks/index.ts';
import { send, withMock } from './send.ts';
import { shoot, socketTo } from './shoot.ts';

test('Half-open sockets, slow senders and oversized headers hold nobody up', async () => {
  await withMock(async (mock) => {
    const idle = Array.from({ length: 100 }, () => socketTo(mock));
    const slow = socketTo(mock);
    slow.write('GET /public-api/v1/clients HTTP/1.1\r\nHost: x\r\nX-Slow: ');
    const body = socketTo(mock);
    body.write('POST /public-api/v1/clients HTTP/1.1\r\nHost: x\r\nContent-Length: 1000000\r\n\r\n{');
    await Promise.all([...idle, slow, body].map((socket) => once(socket, 'connect')));
    expect((await send(mock, '/clients')).status).toBe(200);
    const huge = `GET /public-api/v1/clients HTTP/1.1\r\nHost: x\r\nmitp-api-key: ${'k'.repeat(70_000)}\r\n\r\n`;
    expect(await shoot(mock, huge)).toBe('431');
    expect(await shoot(mock, 'nonsense\r\n\r\n')).toBe('400');
    for (const socket of [...idle, slow, body]) socket.destroy();
  });
});

test('AUTH-09 odd key headers are rejected with 4xx, never served by the half that is right', async () => {
  await withMock(async (mock) => {
    const key = mock.keys.active;
    const head = 'GET /public-api/v1/clients HTTP/1.1\r\nHost: x\r\nConnection: close\r\n';
    const headers = [
      `mitp-api-key: ${key}\r\nmitp-api-key: ${key}\r\n`,
      `mitp-api-key: wrong\r\nmitp-api-key: ${key}\r\n`,
      `mitp-api-key: ${key}\r\nMITP-API-KEY: wrong\r\n`,
      `mitp-api-key: ${'x'.repeat(8192)}\r\n`,
      `mitp-api-key: ${key}\u0001\r\n`,
      `mitp-api-key: ${key}\u0000\r\n`,
      `mitp-api-key: ${key}\u00e4\r\n`,
      `mitp-api-key: ${key}, ${key}\r\n`,
      `mitp-api-key: ${key} ${key}\r\n`,
    ];
    const statuses = await Promise.all(headers.map((header) => shoot(mock, `${head}${header}\r\n`)));
    expect(statuses.filter((status) => !/^4\d\d$/.test(status))).toEqual([]);
    expect(await shoot(mock, `${head}mitp-api-key: ${key}\r\n\r\n`)).toBe('200');
  });
});

test('Closing lets a request under way finish and cuts off who never ends', async () => {
  let begin = (): void => undefined;
  const begun = new Promise<void>((resolve) => (begin = resolve));
  const slow: Fault = {
    id: 'slow',
    class: 'http',
    sentence: 'Every answer takes its time.',
    clauses: ['CON-01'],
    hooks: () => ({
      around: (conforming) => async (request) => {
        begin();
        await new Promise((resolve) => setTimeout(resolve, 200));
        return conforming(request);
      },
    }),
  };
  const mock = await startMock({ size: 'small', catalogue: [slow], faults: ['slow'] });
  const stuck = socketTo(mock);
  stuck.on('error', () => undefined);
  stuck.write('GET /public-api/v1/clients HTTP/1.1\r\nHost');
  const underWay = send(mock, '/clients');
  await begun;
  const closed = mock.close();
  expect((await underWay).status).toBe(200);
  await closed;
  await expect(send(mock, '/clients')).rejects.toThrow();
});
