import { expect, test } from '@playwright/test';
import { keyVariable, readConfig, readPortal } from '../../../verifier/config.ts';

const BASE = { MITP_BASE_URL: ' https://api.example/public-api/v1// ', MITP_API_KEY: ' key ' };
const read = (env: Record<string, string>) => readConfig({ ...BASE, ...env });
const problem = (env: Record<string, string>) => {
  try {
    read(env);
  } catch (error) {
    return (error as Error).message;
  }
  return undefined;
};

test('A target is read from the environment, with the limit of the contract unless it names one', () => {
  expect(readConfig({ MITP_API_KEY: 'key' })).toBeNull();
  expect(readConfig({ ...BASE, MITP_BASE_URL: ' ' })).toBeNull();
  expect(read({})).toMatchObject({ baseUrl: 'https://api.example/public-api/v1', keys: { active: 'key' } });
  expect(read({})).toMatchObject({ limit: 50, windowSeconds: 60 });
  expect(readConfig(BASE, { requests: 7, windowSeconds: 8 })).toMatchObject({ limit: 7, windowSeconds: 8 });
  expect(read({ MITP_RATE_LIMIT: '1', MITP_RATE_WINDOW_SECONDS: '2' })).toMatchObject({ limit: 1, windowSeconds: 2 });
  for (const wrong of ['0', '-1', '1.5', 'many'])
    expect(problem({ MITP_RATE_LIMIT: wrong })).toBe(`MITP_RATE_LIMIT is ${wrong}: give a whole number of at least 1.`);
  expect(read({ MITP_EMBEDDED_CONTROL_URL: 'http://c' })).toMatchObject({ controlUrl: 'http://c' });
  expect(read({ MITP_EMBEDDED_CONTROL_URL: 'http://c' })).not.toHaveProperty('network');
  expect(read({})).toHaveProperty('network');
  expect([keyVariable('foreign'), keyVariable('made-by-the-run')]).toEqual(['MITP_FOREIGN_API_KEY', 'MITP_API_KEY']);
});

test('What is absent from the environment is absent from the target, and what is there is there', () => {
  const base = { baseUrl: 'https://api.example/public-api/v1', keys: { active: 'key' }, limit: 50, windowSeconds: 60 };
  const controlUrl = 'http://control';
  expect(read({ MITP_EMBEDDED_CONTROL_URL: controlUrl })).toStrictEqual({ ...base, controlUrl });
  const all = {
    ...{ MITP_EMBEDDED_CONTROL_URL: controlUrl, MITP_DOCS_URL: 'https://docs', MITP_QUIET_PROVIDER: 'yes' },
    ...{ MITP_PORTAL_URL: 'https://portal', MITP_PORTAL_NAMES: 'de', MITP_PORTAL_STORAGE_STATE: import.meta.filename },
  };
  expect(read(all)).toStrictEqual({
    ...{ ...base, controlUrl, docsUrl: 'https://docs', quietProvider: true },
    portal: { url: 'https://portal', names: 'de', storageState: import.meta.filename },
  });
  expect(readPortal({ MITP_PORTAL_URL: 'https://p' })).toStrictEqual({ url: 'https://p' });
});

test('A provider is quiet where the environment says so', () => {
  const quiet = (value: string) => read({ MITP_QUIET_PROVIDER: value })?.quietProvider;
  expect(['1', 'true', 'yes', ' ', '0', 'false', 'NO'].map(quiet)).toEqual([
    ...[true, true, true, undefined, false, false, false],
  ]);
});

test('A wrong value is named with what it should be, and a key never', () => {
  const key = (value: string) => problem({ MITP_API_KEY: value });
  expect(key('"k1"')).toContain('MITP_API_KEY has quotes around its value');
  expect(key('k1\nk2')).toContain('a line break');
  expect(key('k 1')).toContain('blanks or characters that no header may carry');
  for (const value of ['"k1"', 'k1\nk2', 'k 1']) expect(key(value)).not.toContain('k1');
  expect(key('')).toContain('MITP_API_KEY is not set');
  const url = (MITP_DOCS_URL: string) => problem({ MITP_DOCS_URL });
  expect(url('https://h/docs')).toBeUndefined();
  expect(url('"https://h"')).toContain('MITP_DOCS_URL has quotes');
  expect(url('h.example/docs')).toContain('not an http(s) URL: did you mean https://h.example/docs?');
  expect(url('//h.example:4010')).toContain('did you mean https://h.example:4010?');
  expect(url('ftp://h')).toContain('such as https://host/public-api/v1');
  expect(url('http://::1:4010/v1')).toContain('an IPv6 address stands in brackets');
  expect(url('ftp://name:word@h')).not.toContain('word');
  for (const part of ['https://u@h/a', 'https://:p@h/a', 'https://h/a?q', 'https://h/a#f'])
    expect(url(part)).toContain('give the plain address, such as https://h/a.');
});

test('A portal has those who may sign in to it', () => {
  const env = { MITP_PORTAL_URL: 'https://p', MITP_PORTAL_MEMBER_USERNAME: 'm', MITP_PORTAL_FOREIGN_USERNAME: 'f' };
  expect(readPortal({})).toBeUndefined();
  expect(readPortal({ MITP_PORTAL_URL: 'https://p' })).toEqual({ url: 'https://p' });
  expect(
    readPortal({ ...env, MITP_PORTAL_FOREIGN_PASSWORD: 'w', MITP_PORTAL_USERNAME: 'a', MITP_PORTAL_PASSWORD: 'b' }),
  ).toEqual({
    ...{ url: 'https://p', username: 'a', password: 'b' },
    ...{ member: { username: 'm', password: '' }, foreign: { username: 'f', password: 'w' } },
  });
  expect(() => readPortal({ MITP_PORTAL_STORAGE_STATE: '/no/such' })).toThrow('make it with mitp portal login');
});
