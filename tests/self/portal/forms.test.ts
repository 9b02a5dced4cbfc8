import { expect, test } from '@playwright/test';

import { administrator, portal, visitor } from './client.ts';
import { ADMIN } from './steps.ts';

test('Every form that changes something is refused without the token of its session', async () => {
  const { site, state } = await portal();
  const [own, other] = [visitor(site), visitor(site)];
  const signIn = { 'demo-user': ADMIN };
  expect((await own.send('/sign-in', signIn)).status).toBe(403);
  expect((await own.send('/sign-in', { ...signIn, csrf: await other.csrf('/sign-in') })).status).toBe(403);
  expect((await own.send('/sign-in', { ...signIn, csrf: await own.csrf('/sign-in') })).status).toBe(303);
  const [key] = state.keys.list('northwind');
  for (const path of ['new', `${key!.id}/revoke`, `${key!.id}/delete`, `${key!.id}/regenerate`]) {
    const refused = await own.send(`/account/api-keys/${path}`, { name: 'x', form: 'x', csrf: 'wrong' });
    expect(refused.status, path).toBe(403);
  }
  expect(state.keys.list('northwind')).toHaveLength(3);
});

test('Nothing changes for who is not signed in, or has no right to it', async () => {
  const { site, state } = await portal();
  const keys = state.keys.list('northwind');
  const nobody = visitor(site);
  const engineer = visitor(site);
  const username = 'engineer@northwind-managed-it.example';
  await engineer.send('/sign-in', { 'demo-user': username, csrf: await engineer.csrf('/sign-in') });
  const tokens = [await nobody.csrf('/sign-in'), await engineer.csrf('')];
  for (const path of ['new', `${keys[0]!.id}/revoke`, `${keys[0]!.id}/delete`, `${keys[2]!.id}/regenerate`]) {
    const form = (csrf = '') => ({ name: 'x', form: 'x', csrf });
    expect((await nobody.send(`/account/api-keys/${path}`, form(tokens[0]))).status, path).toBe(303);
    expect((await engineer.send(`/account/api-keys/${path}`, form(tokens[1]))).status, path).toBe(403);
  }
  expect(state.keys.list('northwind')).toEqual(keys);
});

test("KEY-16 another provider's key can be neither revoked, regenerated nor deleted by its id", async () => {
  const { site, state } = await portal();
  const foreign = state.keys.list('nordlicht');
  const { send, token } = await administrator(site);
  for (const action of ['revoke', 'regenerate', 'delete']) {
    const answer = await send(`/account/api-keys/${foreign[0]!.id}/${action}`, { form: action, csrf: token });
    expect(answer.status, action).toBe(404);
  }
  expect(state.keys.list('nordlicht')).toEqual(foreign);
});

test('A session id changes at the sign-in, and its cookie is for the server alone', async () => {
  const { site } = await portal();
  const client = visitor(site);
  const csrf = await client.csrf('/sign-in');
  const before = client.setCookie();
  await client.send('/sign-in', { 'demo-user': ADMIN, csrf });
  expect(client.setCookie()).not.toBe(before);
  expect(client.setCookie()).toMatch(/Path=\/portal; HttpOnly; SameSite=Strict$/);
});

test('Every page of the portal is strict about scripts and frames, and no cache keeps it', async () => {
  const { send } = await administrator((await portal()).site);
  const pages = ['', '/sign-in', '/account', '/account/api-keys', '/account/api-keys/new', '/nowhere', '/account/x'];
  for (const path of pages) {
    const { headers } = await send(path);
    const policy = headers.get('content-security-policy') ?? '';
    expect(policy, path).toContain("default-src 'none'");
    expect(policy, path).toContain("frame-ancestors 'none'");
    expect(policy, path).not.toContain('unsafe');
    expect(headers.get('cache-control'), path).toBe('no-store');
  }
});

test('The start page names the base URL, the header and the budget of this mock', async () => {
  const { send } = await administrator((await portal()).site);
  const text = (await send('')).text.replace(/\s+/g, ' ');
  expect(text).toContain('http://127.0.0.1/public-api/v1');
  expect(text).toContain('<code>mitp-api-key</code>. Your IT provider may make 50 requests per minute');
});

test('A form of more than 16 KB is refused', async () => {
  const { send } = visitor((await portal()).site);
  expect((await send('/sign-in', { username: 'x'.repeat(20_000) })).status).toBe(413);
});

test('A name with control characters is refused in words', async () => {
  const { send, token } = await administrator((await portal()).site);
  const refused = await send('/account/api-keys/new', { name: 'a\u0007b', form: 'x', csrf: token });
  expect([refused.status, refused.text.includes('control characters')]).toEqual([422, true]);
});

test('An address that does not exist, or ends in a slash, is answered in words', async () => {
  const { send } = await administrator((await portal()).site);
  expect((await send('/account/')).headers.get('location')).toMatch(/\/portal\/account$/);
  const missing = await send('/nowhere');
  expect([missing.status, missing.text.includes('There is no such page')]).toEqual([404, true]);
});
