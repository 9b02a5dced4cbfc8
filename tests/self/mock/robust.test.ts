import { connect, type Socket } from 'node:net';
import { once } from 'node:events';
import { expect, test } from '@playwright/test';

import { startMock, type Fault, type Mock } from '../../../mocks/index.ts';
import { ask, withMock } from './ask.ts';

const REQUESTS = 10_000;
const CONNECTIONS = 50;

/** A repeatable source of numbers below `n` (mulberry32). */
function dice(seed: number): (n: number) => number {
  let state = seed;
  return (n) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return (mixed ^ (mixed >>> 14)) >>> (0 % n) === 0 ? 0 : ((mixed ^ (mixed >>> 14)) >>> 0) % n;
  };
}

const METHODS = ['GET', 'GET', 'GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'OPTIONS', 'TRACE', 'PATCH', 'BREW', 'get'];
const PATHS = [
  ...['/clients', '/findings', '/users', '/meetings', '/reviews', '/initiatives', '/recommendations', '/clients'],
  '/recommendations/1/configurations',
  '/recommendations/%2e%2e%2f/configurations',
  '/recommendations/99999999999999999999/configurations',
  '/..%2f..%2fetc/passwd',
  '/%00',
  '/%',
  '/%zz/clients',
  '//clients',
  '/clients;x=1',
  '/clients/../users',
  '/{recommendationId}',
  '/\u00e4',
  '',
];
const VALUES = [
  '1',
  '-1',
  '%00',
  '%ff%fe',
  '1e309',
  'NaN',
  '{}',
  '[[[[[[[[',
  '%7B%22field%22:%22name%22,%22predicate%22:%22contains%22,%22condition%22:%22%27%25_%22%7D',
  '%7B%22field%22:%22constructor%22,%22predicate%22:%22equal%22,%22condition%22:%22%22%7D',
  '%7B%22field%22:%22id%22,%22direction%22:%22asc%22%7D',
  '[%22__proto__%22]',
  '%22',
  'x'.repeat(3000),
  '%F0%9F%91%8B',
  "'%20OR%201=1--",
  '<script>',
];
const NAMES = ['page', 'pageSize', 'queryFilters', 'sortingRules', '__proto__', 'constructor', 'page[]', '', 'x'];
const HEADERS = [
  'Accept: text/html',
  'Accept: ;;;,',
  'Accept: application/json;q=x;=',
  'Prefer: code=99999',
  'Prefer: example=__proto__',
  'Prefer: ;;=',
  'Prefer: code=500, dynamic=1',
  'Content-Type: application/json',
  'Content-Type: multipart/form-data',
  'Expect: 100-continue',
  'Range: bytes=0-1',
  'Origin: null',
  'Access-Control-Request-Method: GET',
  'X-HTTP-Method-Override: DELETE',
  `X-Long: ${'y'.repeat(2000)}`,
  'Cookie: mitp-api-key=x',
  'Transfer-Encoding: chunked',
];

/** One malformed request, as bytes. Each is the last of its connection's turn: the next one comes on a new socket. */
function nonsense(roll: (n: number) => number, key: string): string {
  const one = <Value>(values: readonly Value[]) => values[roll(values.length)] as Value;
  const query = Array.from({ length: roll(3) }, () => `${one(NAMES)}=${one(VALUES)}`).join('&');
  const lines = [
    `${one(METHODS)} /public-api/v1${one(PATHS)}?${query} HTTP/1.1`,
    'Host: 127.0.0.1',
    'Connection: close',
  ];
  if (roll(10) > 0) lines.push(`mitp-api-key: ${key}`);
  for (let count = roll(2); count > 0; count -= 1) lines.push(one(HEADERS));
  const isChunked = lines.some((line) => line.startsWith('Transfer-Encoding'));
  const body = isChunked
    ? one(['0\r\n\r\n', 'zz\r\n', '5\r\nhello\r\n0\r\n\r\n'])
    : one(['', '{"broken', '\u0000\u0001']);
  if (!isChunked && body !== '') lines.push(`Content-Length: ${String(body.length)}`);
  if (roll(40) === 0) return `${lines.join('\n').slice(0, roll(60))}\r\n\r\n`;
  return `${lines.join('\r\n')}\r\n\r\n${body}`;
}

const open = (mock: Mock): Socket => connect(Number(new URL(mock.url).port), '127.0.0.1');

/** Sends bytes on a socket of their own; gives the status line's code, or "closed". */
function shoot(mock: Mock, bytes: string): Promise<string> {
  return new Promise((resolve) => {
    const socket = open(mock);
    let answer = '';
    const timer = setTimeout(() => socket.destroy(new Error('hung')), 20_000);
    socket.on('data', (chunk: Buffer) => (answer += chunk.toString('latin1')));
    socket.on('error', (error) => error.message === 'hung' && resolve('hung'));
    socket.on('close', () => {
      clearTimeout(timer);
      const statuses = [...answer.replace(/^HTTP\/1\.1 100.*/, '').matchAll(/^HTTP\/1\.1 (\d{3})/gm)];
      resolve(statuses[0]?.[1] ?? 'closed');
    });
    socket.end(bytes, 'latin1');
  });
}

test('10,000 malformed requests cause no crash, no hang and no 500', async () => {
  await withMock(async (mock) => {
    const roll = dice(20_261_123);
    const seen = new Map<string, number>();
    const bad: string[] = [];
    let left = REQUESTS;
    const shooter = async () => {
      while (left > 0) {
        left -= 1;
        const bytes = nonsense(roll, mock.keys.active);
        const status = await shoot(mock, bytes);
        seen.set(status, (seen.get(status) ?? 0) + 1);
        if (status === 'hung' || status.startsWith('5')) bad.push(`${status} ${bytes.slice(0, 300)}`);
      }
    };
    await Promise.all(Array.from({ length: CONNECTIONS }, shooter));
    expect(bad.slice(0, 3)).toEqual([]);
    expect([...seen.keys()].filter((status) => !/^[24]\d\d$|^closed$/.test(status))).toEqual([]);
    expect(seen.get('200')).toBeGreaterThan(500);
    expect(seen.get('closed') ?? 0).toBeLessThan(REQUESTS / 20);
    expect((await ask(mock, '/clients')).status).toBe(200);
  });
});

test('Half-open sockets, slow senders and oversized headers hold nobody up', async () => {
  await withMock(async (mock) => {
    const idle = Array.from({ length: 100 }, () => open(mock));
    const slow = open(mock);
    slow.write('GET /public-api/v1/clients HTTP/1.1\r\nHost: x\r\nX-Slow: ');
    const body = open(mock);
    body.write('POST /public-api/v1/clients HTTP/1.1\r\nHost: x\r\nContent-Length: 1000000\r\n\r\n{');
    await Promise.all([...idle, slow, body].map((socket) => once(socket, 'connect')));
    expect((await ask(mock, '/clients')).status).toBe(200);
    const huge = `GET /public-api/v1/clients HTTP/1.1\r\nHost: x\r\nmitp-api-key: ${'k'.repeat(70_000)}\r\n\r\n`;
    expect(await shoot(mock, huge)).toBe('431');
    expect(await shoot(mock, 'nonsense\r\n\r\n')).toBe('400');
    for (const socket of [...idle, slow, body]) socket.destroy();
  });
});

test('AUTH-09 odd key headers are refused with 4xx, never served by the half that is right', async () => {
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
      around: (honest) => async (request) => {
        begin();
        await new Promise((resolve) => setTimeout(resolve, 200));
        return honest(request);
      },
    }),
  };
  const mock = await startMock({ size: 'small', catalogue: [slow], faults: ['slow'] });
  const stuck = open(mock);
  stuck.on('error', () => undefined);
  stuck.write('GET /public-api/v1/clients HTTP/1.1\r\nHost');
  const underWay = ask(mock, '/clients');
  await begun;
  const closed = mock.close();
  expect((await underWay).status).toBe(200);
  await closed;
  await expect(ask(mock, '/clients')).rejects.toThrow();
});
