import { expect, test } from '@playwright/test';

import { send, withMock } from '../unit/mock/send.ts';
import { shoot } from '../unit/mock/shoot.ts';
import { dice } from './dice.ts';

const REQUESTS = 10_000;
const CONNECTIONS = 50;

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
  if (!isChunked && body !== '') lines.push(`Content-Length: ${body.length}`);
  if (roll(40) === 0) return `${lines.join('\n').slice(0, roll(60))}\r\n\r\n`;
  return `${lines.join('\r\n')}\r\n\r\n${body}`;
}

test('10,000 malformed requests cause no crash, no hang, no 500 and no connection without a response', async () => {
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
        // Blank lines alone are no request (RFC 9112, 2.2): the connection ends without a response.
        const isUnanswered = status === 'closed' && bytes.trim() !== '';
        if (isUnanswered || status === 'hung' || status.startsWith('5')) bad.push(`${status} ${bytes.slice(0, 300)}`);
      }
    };
    await Promise.all(Array.from({ length: CONNECTIONS }, shooter));
    expect(bad.slice(0, 3)).toEqual([]);
    expect([...seen.keys()].filter((status) => !/^[24]\d\d$|^closed$/.test(status))).toEqual([]);
    expect(seen.get('200')).toBeGreaterThan(500);
    expect((await send(mock, '/clients')).status).toBe(200);
  });
});
