import { expect, test } from '@playwright/test';

import { startMock, type Mock } from '../../../mocks/index.ts';
import { ADMIN } from './steps.ts';

/** A client with a cookie and no browser. */
function visit(mock: Mock) {
  let cookie = '';
  let raw = '';
  const send = async (path: string, form?: Record<string, string>) => {
    const response = await fetch(mock.portalUrl + path, {
      redirect: 'manual',
      headers: { cookie },
      ...(form ? { method: 'POST', body: new URLSearchParams(form) } : {}),
    });
    raw = response.headers.get('set-cookie') ?? raw;
    cookie = raw.split(';')[0] ?? '';
    return { status: response.status, headers: response.headers, text: await response.text() };
  };
  const csrf = async (path: string) => /name="csrf" value="([\w-]+)"/.exec((await send(path)).text)?.[1] ?? '';
  return { send, csrf, cookie: () => raw };
}

test('Every form that changes something is refused without the token of its session', async () => {
  const mock = await startMock({ size: 'small' });
  const [own, other] = [visit(mock), visit(mock)];
  const signIn = { 'demo-user': ADMIN };
  expect((await own.send('/sign-in', signIn)).status).toBe(403);
  expect((await own.send('/sign-in', { ...signIn, csrf: await other.csrf('/sign-in') })).status).toBe(403);
  expect((await own.send('/sign-in', { ...signIn, csrf: await own.csrf('/sign-in') })).status).toBe(303);
  const [key] = mock.state.keys.list('northwind');
  for (const path of ['new', `${key!.id}/revoke`, `${key!.id}/delete`, `${key!.id}/regenerate`]) {
    const refused = await own.send(`/account/api-keys/${path}`, { name: 'x', form: 'x', csrf: 'wrong' });
    expect(refused.status, path).toBe(403);
  }
  expect(mock.state.keys.list('northwind')).toHaveLength(3);
  await mock.close();
});

test('A session id changes at the sign-in, and its cookie is for the server alone', async () => {
  const mock = await startMock({ size: 'small' });
  const client = visit(mock);
  const csrf = await client.csrf('/sign-in');
  const before = client.cookie();
  await client.send('/sign-in', { 'demo-user': ADMIN, csrf });
  expect(client.cookie()).not.toBe(before);
  expect(client.cookie()).toMatch(/Path=\/portal; HttpOnly; SameSite=Strict$/);
  await mock.close();
});

test('Every page of the portal is strict about scripts and frames, and no cache keeps it', async () => {
  const mock = await startMock({ size: 'small' });
  const client = visit(mock);
  const csrf = await client.csrf('/sign-in');
  await client.send('/sign-in', { 'demo-user': ADMIN, csrf });
  for (const path of [
    '',
    '/sign-in',
    '/account',
    '/account/api-keys',
    '/account/api-keys/new',
    '/nowhere',
    '/account/x',
  ]) {
    const { headers } = await client.send(path);
    const policy = headers.get('content-security-policy') ?? '';
    expect(policy, path).toContain("default-src 'none'");
    expect(policy, path).toContain("frame-ancestors 'none'");
    expect(policy, path).not.toContain('unsafe');
    expect(headers.get('cache-control'), path).toBe('no-store');
  }
  await mock.close();
});

test('A form of more than 16 KB is refused', async () => {
  const mock = await startMock({ size: 'small' });
  const client = visit(mock);
  expect((await client.send('/sign-in', { username: 'x'.repeat(20_000) })).status).toBe(413);
  await mock.close();
});

test('Addresses that do not exist, or end in a slash, are dealt with', async () => {
  const mock = await startMock({ size: 'small' });
  const client = visit(mock);
  expect((await client.send('/')).headers.get('location')).toMatch(/\/portal(\/sign-in.*)?$/);
  const csrf = await client.csrf('/sign-in');
  await client.send('/sign-in', { 'demo-user': ADMIN, csrf });
  expect((await client.send('/nowhere')).text).toContain('There is no such page');
  await mock.close();
});
