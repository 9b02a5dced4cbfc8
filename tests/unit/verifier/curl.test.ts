import { execFile, execFileSync } from 'node:child_process';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { promisify } from 'node:util';
import { expect, test } from '@playwright/test';
import { KEY_HEADER } from '../../../verifier/key-header.ts';
import { curl, curlTimes } from '../../../verifier/curl.ts';
import type { RequestSpec } from '../../../verifier/exchange.ts';
import { Secrets, VARIANTS } from '../../../verifier/secrets.ts';

const KEY = 'aB3-dE5+gH7';
const requesting = (key: string): RequestSpec => ({
  method: 'GET',
  target: '/clients?pageSize=1',
  headers: { 'mitp-api-key': key },
});

function bash(command: string): string {
  const env = { ...process.env, MITP_API_KEY: KEY };
  return execFileSync('bash', ['--norc', '-c', command], { env, encoding: 'utf8' });
}

test('A command sends what the run sent: the key, and each of the wrong keys made from it', () => {
  const secrets = new Secrets({ active: KEY });
  const keys = ['{{active}}', ...Object.keys(VARIANTS).map((variant) => `{{active:${variant}}}`)];
  const sent = keys.map((key) => curl('http://127.0.0.1:9', requesting(key)).replace('curl -sS -i', "printf '%s\\n'"));
  const headers = bash(sent.join('\n'))
    .split('\n')
    .filter((line) => line.startsWith('mitp-api-key: '));
  expect(headers).toEqual(keys.map((key) => `mitp-api-key: ${secrets.fill(key)}`));
});

test('A command never names a valid key where the run sent another one', () => {
  expect(curl('http://h', requesting('{{unknown}}'))).toContain('"mitp-api-key: no-key-of-anybody"');
  expect(curl('http://h', requesting('{{made-a}}'))).toContain('"mitp-api-key: $KEY_MADE_IN_PORTAL"');
  expect(curl('http://h', requesting('{{foreign}}'))).toContain('"mitp-api-key: $MITP_FOREIGN_API_KEY"');
});

test('A burst is repeated by a command that counts its statuses, one after the other or at once', () => {
  for (const atOnce of [false, true]) {
    const command = curlTimes(
      { baseUrl: 'http://127.0.0.1:9', keyHeader: KEY_HEADER },
      requesting('{{active}}'),
      5,
      atOnce,
    );
    expect(bash(`curl() { echo "$5 $7"; }; ${command}`).trim()).toBe(String.raw`5 %{http_code}\n mitp-api-key: ${KEY}`);
  }
});

test('Filters are shown as people read them, and curl sends what the run sent', async () => {
  const received: string[] = [];
  const server = createServer((request, response) => {
    received.push(request.url ?? '');
    response.end();
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const filter = `{"field":"name","predicate":"equal","condition":"O'Brien & Söhne 50% + \\"x\\""}`;
  const target = `/clients?page=1&queryFilters=${encodeURIComponent(filter)}&sortingRules=${encodeURIComponent('{"field":"id"}')}`;
  const command = curl(origin, { method: 'GET', target, headers: { 'mitp-api-key': '{{active}}' } });
  expect(command).toContain(`--data-urlencode 'sortingRules={"field":"id"}'`);
  await promisify(execFile)('bash', ['--norc', '-c', command], { env: { ...process.env, MITP_API_KEY: KEY } });
  server.close();
  const sent = (url: string) => [...new URL(url, origin).searchParams];
  expect(received.map(sent)).toEqual([sent(target)]);
});

test('What curl would encode otherwise stays as it was sent', () => {
  for (const query of ['a=%zz', 'a=%E4', 'queryFilters=%7b%7D', 'a=x+%20', 'a=%0A', '%61=%20', 'a=%7B%7Bactive%7D%7D'])
    expect(curl('http://h', { method: 'GET', target: `/clients?${query}`, headers: {} })).toContain(`?${query}'`);
});

test('A command says how the run sent its request: method, headers, and a query that only some methods show', () => {
  const query = '/clients?a=%20';
  const of = (method: string, target = query) => curl('http://h', { method, target, headers: { a: ['1', '2'] } });
  expect(of('GET')).toBe(
    `curl -sS -i -H "a: 1" -H "a: 2" -G 'http://h/clients' --data-urlencode 'a= '`.replaceAll('"', "'"),
  );
  expect(of('HEAD')).toContain("--head -H 'a: 1' -H 'a: 2' -G");
  expect(of('POST')).toContain(`-X POST -H 'a: 1' -H 'a: 2' 'http://h${query}'`);
  for (const target of ['/clients', '/clients?a=1', `${query}?b`, `${query}#c`, '/clients?%20', '/clients?a=%20&b'])
    expect(of('GET', target)).toContain(`'http://h${target}'`);
});
