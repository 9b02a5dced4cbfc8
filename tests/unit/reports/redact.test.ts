import { expect, test } from '@playwright/test';
import { environmentSecrets, redactor } from '../../../spec/redact.ts';

const KEY = 'Zx9+q/W"e=7ü aB%c-d_e\\f';
const hide = redactor({ active: KEY });

const WRITTEN: Record<string, string> = {
  'as it is': KEY,
  'URL-encoded': encodeURIComponent(KEY),
  'URL-encoded in lower case': encodeURIComponent(KEY).replace(/%../g, (text) => text.toLowerCase()),
  'wholly percent-encoded': [...Buffer.from(KEY)].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join(''),
  'form-encoded': new URLSearchParams({ k: KEY }).toString().slice(2),
  'escaped for JSON': JSON.stringify(KEY).slice(1, -1),
  'escaped for JSON as .NET does': JSON.stringify(KEY)
    .slice(1, -1)
    .replace(/\\"|[+ü]/g, (c) => `\\u${(c.at(-1) ?? '').charCodeAt(0).toString(16).padStart(4, '0').toUpperCase()}`),
  'escaped for JSON three times': JSON.stringify(JSON.stringify(JSON.stringify(KEY))).slice(7, -7),
  'URL-encoded twice': encodeURIComponent(encodeURIComponent(KEY)),
  'escaped for HTML twice': KEY.replaceAll('"', '&amp;quot;'),
  'escaped for HTML': KEY.replace(/"/g, '&quot;').replace('ü', '&#252;').replace('+', '&#x2B;'),
};

for (const [how, text] of Object.entries(WRITTEN)) {
  test(`A key is hidden when it is written ${how}`, () => {
    expect(hide(`before ${text} after`)).toBe('before <active> after');
  });
}

for (const prefix of ['', 'u', 'us', 'user:']) {
  for (const suffix of ['', '!', '!!']) {
    test(`A key is hidden inside base64 between "${prefix}" and "${suffix}"`, () => {
      for (const form of ['base64', 'base64url'] as const) {
        const text = Buffer.from(prefix + KEY + suffix).toString(form);
        const hidden = hide(text);
        expect(hidden).toContain('<active>');
        // At most the characters that also carry bits of the neighbours may stay.
        expect(hidden.replace('<active>', '').length).toBeLessThanOrEqual(text.length - (KEY.length * 4) / 3 + 4);
      }
    });
  }
}

test('A whole key wins over a half of it, and each is named', () => {
  const both = redactor({ half: 'abcdef', whole: 'abcdef-123456' });
  expect(both('abcdef-123456, abcdef')).toBe('<whole>, <half>');
});

test('Empty and very short values hide nothing', () => {
  expect(redactor({ a: '', b: 'x' })('x and y')).toBe('x and y');
});

test('Characters that mean something in a pattern are taken literally', () => {
  expect(redactor({ k: 'a.*(b)+[c]' })('a.*(b)+[c] but not aXX(b)+[c]')).toBe('<k> but not aXX(b)+[c]');
});

test('The secrets of the environment are its keys, the passwords of the portal, the webhook and the control side’s token', () => {
  const env = {
    MITP_API_KEY: 'one-key',
    MITP_FOREIGN_API_KEY: 'two-key',
    MITP_PORTAL_PASSWORD: 'secret',
    MITP_PORTAL_FOREIGN_PASSWORD: 'secret',
    MITP_MOCK_CONTROL_TOKEN: 'secret',
    MITP_WEBHOOK_URL: 'https://hooks.example/T0/secret',
    MITP_BASE_URL: 'http://x',
    MITP_REVOKED_API_KEY: '',
  };
  expect(Object.keys(environmentSecrets(env))).toEqual([
    'MITP_API_KEY',
    'MITP_FOREIGN_API_KEY',
    'MITP_PORTAL_PASSWORD',
    'MITP_PORTAL_FOREIGN_PASSWORD',
    'MITP_MOCK_CONTROL_TOKEN',
    'MITP_WEBHOOK_URL',
  ]);
});

test('A word of many megabytes overflows nothing, and a secret in it is found', () => {
  const key = 'tQ8xRw2LmV0pZk4Jy7BsHn5C';
  const hide = redactor({ key });
  const long = 'x'.repeat(9_000_000);
  expect(hide(long) === long).toBe(true);
  const hidden = hide(`${long} ${Buffer.from(`key: ${key}`).toString('base64')}`);
  expect(hidden.startsWith(long)).toBe(true);
  expect(hidden.slice(long.length)).toContain('<key>');
});

test('A secret is found where two pieces of a long word meet', () => {
  const key = 'tQ8xRw2LmV0pZk4Jy7BsHn5C';
  const hide = redactor({ key });
  const filling = (length: number) => Buffer.from(Array.from({ length }, (_, i) => 33 + ((i * 7919) % 90)));
  for (const [coding, piece] of [
    ['base64', 750_000],
    ['hex', 500_000],
  ] as const) {
    const word = Buffer.concat([filling(piece - key.length / 2), Buffer.from(key), filling(300)]).toString(coding);
    expect(hide(word), coding).toContain('<key>');
  }
});
