import { createServer } from 'node:http';

import { asset } from '../../../spec/asset.ts';
import { createProxy } from '../../../cli/proxy.ts';
import { listen, stop } from '../../../mocks/http/server.ts';
import { startMock } from '../../../mocks/index.ts';
import { dice } from '../dice.ts';
import { shootAt } from '../../unit/mock/shoot.ts';
import type { Fuzz } from './fuzz.ts';

const CASES = 600;
const LANES = 8;
const METHODS = ['GET', 'GET', 'POST', 'PUT', 'DELETE', 'HEAD', 'OPTIONS', 'TRACE', 'PATCH', 'CONNECT'];
const PATHS = [
  ...['/public-api/v1/clients', '/public-api/v1/recommendations/1/configurations', '/', '/index.html', '/openapi.yaml'],
  ...['/portal', '/portal/sign-in', '/portal/account', '/portal/api-keys', '/portal/assets/portal.js'],
  ...[
    '/__mock',
    '/__mock/clock',
    '/__mock/faults',
    '/__mock/journal',
    '/__mock/providers',
    '/__mock/snapshot',
    '/__mock/keys',
  ],
];
const PARTS = [
  '%00',
  '%ff',
  '../',
  '//',
  '?',
  '&page=',
  '&queryFilters={',
  '[',
  '"',
  '\u00e4',
  '%',
  ';',
  '#',
  '__proto__',
  '{{active}}',
  '9'.repeat(40),
];
const HEADERS = [
  ...[
    'Content-Type: application/json',
    'Content-Type: application/x-www-form-urlencoded',
    'Content-Type: multipart/form-data; boundary=',
  ],
  ...[
    'Cookie: mitp_session=x; __Host-x=%',
    'Origin: http://evil.example',
    'Host: evil.example',
    'Accept: */*;q=',
    'Prefer: code=999',
  ],
  ...[
    'Transfer-Encoding: chunked',
    'Content-Length: 5',
    'Expect: 100-continue',
    'Upgrade: websocket',
    'Range: bytes=9-1',
    'If-None-Match: *',
  ],
];
const BODIES = [
  '',
  '{}',
  '{"ms":1e400}',
  '{"__proto__":{"x":1}}',
  '[',
  'name=%00&token=',
  'name=%FF',
  '\u0000',
  '5\r\nhello\r\n0\r\n\r\n',
  '{"ids":[null]}',
  'null',
  '1',
];

/** Mutated requests to mock, portal, control side and proxy: each gets a response below 500, or its connection ends. */
export const fuzzRequests: Fuzz = async (seed, until) => {
  const roll = dice(seed);
  const one = <Value>(values: readonly Value[]) => values[roll(values.length)] as Value;
  const mock = await startMock({ size: 'small', rateLimit: 1_000_000, seed });
  const handle = await createProxy(new URL(mock.baseUrl), asset('spec/openapi.yaml'), () => undefined);
  const proxy = createServer((request, response) => void handle(request, response));
  const ports = [mock.url, mock.url, mock.url, await listen(proxy, 0, '127.0.0.1')].map((url) =>
    Number(new URL(url).port),
  );
  const findings: string[] = [];
  let cases = 0;
  const lane = async () => {
    while (cases < CASES && performance.now() < until) {
      cases += 1;
      const port = one(ports);
      let path = one(PATHS);
      for (let left = roll(3); left > 0; left -= 1) {
        const at = roll(path.length + 1);
        path = path.slice(0, at) + one(PARTS) + path.slice(at);
      }
      if (roll(20) === 0) path = `http://evil.example:${roll(70_000)}${path}`;
      const headers = Array.from({ length: roll(4) }, () => one(HEADERS));
      if (!headers.some((line) => line.startsWith('Host'))) headers.push(`Host: 127.0.0.1:${port}`);
      if (roll(2) === 0) headers.push(`mitp-api-key: ${mock.keys.active}`);
      let bytes = `${one(METHODS)} ${path} HTTP/1.1\r\n${headers.join('\r\n')}\r\nConnection: close\r\n\r\n${one(BODIES)}`;
      if (roll(10) === 0) {
        const at = roll(bytes.length);
        bytes = bytes.slice(0, at) + String.fromCharCode(roll(256)) + bytes.slice(at + 1);
      }
      const status = await shootAt(port, bytes);
      // 501 and 505 are Node's own; a proxy says 502 of what its target does not answer.
      if (status === 'hung' || (/^5/.test(status) && !/^50[125]$/.test(status)))
        findings.push(`${status} ${JSON.stringify(bytes)}`);
    }
  };
  await Promise.all(Array.from({ length: LANES }, lane));
  const after = await fetch(`${mock.baseUrl}/clients`, { headers: { 'mitp-api-key': mock.keys.active } }).catch(
    () => undefined,
  );
  // A control request may have ended the key or switched a fault on; the mock answers all the same.
  if (after === undefined || after.status >= 500) findings.push('the mock does not answer any more');
  await stop(proxy);
  await mock.close();
  return { cases, findings };
};
