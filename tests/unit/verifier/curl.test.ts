import { execFileSync } from 'node:child_process';
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
