import { expect, test } from '@playwright/test';

import { administrator, portal, visitor } from './client.ts';
import { ADMIN } from './steps.ts';

const raise = (): never => {
  throw new Error('a detail for the terminal');
};

test('Every form that changes something is rejected without the token of its session', async () => {
  const { site, state } = await portal();
  const [own, other] = [visitor(site), visitor(site)];
  const signIn = { 'demo-user': ADMIN };
  expect((await own.send('/sign-in', signIn)).status).toBe(403);
  expect((await own.send('/sign-in', { ...signIn, csrf: await other.csrf('/sign-in') })).status).toBe(403);
  expect((await own.send('/sign-in', { ...signIn, csrf: await own.csrf('/sign-in') })).status).toBe(303);
  const [key] = state.keys.list('northwind');
  for (const path of ['new', `${key!.id}/revoke`, `${key!.id}/delete`, `${key!.id}/regenerate`]) {
    const rejected = await own.send(`/account/api-keys/${path}`, { name: 'x', form: 'x', csrf: 'wrong' });
    expect(rejected.status, path).toBe(403);
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
    const response = await send(`/account/api-keys/${foreign[0]!.id}/${action}`, { form: action, csrf: token });
    expect(response.status, action).toBe(404);
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
  expect(client.setCookie()).toMatch(/Path=\/portal; HttpOnly; SameSite=Lax$/);
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

test('The start page names the base URL, the header and the quota of this mock', async () => {
  const { send } = await administrator((await portal()).site);
  const text = (await send('')).text.replace(/\s+/g, ' ');
  expect(text).toContain('http://127.0.0.1/public-api/v1');
  expect(text).toContain('<code>mitp-api-key</code>. Your IT provider may make 50 requests per minute');
});

test('Rejections and errors are pages as strict as the others, and say what to do', async () => {
  const logged: string[] = [];
  const write = process.stderr.write.bind(process.stderr);
  process.stderr.write = (said: string | Uint8Array) => logged.push(String(said)) > 0;
  const { site } = await portal({ portal: (conforming) => ({ ...conforming, mask: () => raise() }) });
  const { send, token } = await administrator(site);
  const responses = {
    'a form too large': await send('/sign-in', { username: 'x'.repeat(20_000) }),
    'a form without its token': await send('/account/api-keys/new', { name: 'x' }),
    'a name refused': await send('/account/api-keys/new', { name: '', form: 'x', csrf: token }),
    'no such page': await send('/nowhere'),
    'a slash at the end': await send('/account/'),
    'an error of the mock': await send('/account/api-keys'),
  };
  process.stderr.write = write;
  expect(logged.join(''), 'the terminal says which error').toContain('a detail for the terminal');
  expect(Object.values(responses).map(({ status }) => status)).toEqual([413, 403, 422, 404, 301, 500]);
  for (const [what, { status, headers, text }] of Object.entries(responses)) {
    expect(headers.get('content-security-policy'), what).toContain("default-src 'none'");
    expect(headers.get('cache-control'), what).toBe('no-store');
    expect(status === 301 || /<h1>[^<]{5,}<\/h1>/.test(text), what).toBe(true);
    expect(text, what).not.toContain('a detail for the terminal');
  }
  const elsewhere = await site.request('/<script>');
  expect([elsewhere.status, elsewhere.headers.get('content-type')]).toEqual([404, 'text/plain; charset=UTF-8']);
  expect(elsewhere.headers.get('content-security-policy')).toBe("default-src 'none'");
});

test('KEY-10 of two regenerations sent at once, one makes the value and the other is told', async () => {
  const { site, state } = await portal();
  const people = [await administrator(site), await administrator(site)];
  const { id } = state.keys.list('northwind').find(({ status }) => status === 'revoked')!;
  const responses = await Promise.all(
    people.map(({ send, token }) => send(`/account/api-keys/${id}/regenerate`, { form: 'x', csrf: token })),
  );
  expect(responses.map(({ status }) => status).sort()).toEqual([200, 409]);
  const value = /value="([A-Za-z0-9]{40})"/.exec(responses.find(({ status }) => status === 200)!.text)?.[1] ?? '';
  expect(state.keys.authenticate(value)?.id).toBe(id);
});

test('A restart signs everybody out; a form from before it is rejected in words', async () => {
  const before = await administrator((await portal()).site);
  const after = await portal();
  const late = visitor(after.site, before.setCookie());
  const rejected = await late.send('/account/api-keys/new', { name: 'x', form: 'x', csrf: before.token });
  expect([rejected.status, rejected.text.includes('This form is no longer valid')]).toEqual([403, true]);
  expect((await late.send('/account/api-keys')).headers.get('location')).toMatch(/sign-in\?next=/);
  expect(after.state.keys.list('northwind')).toHaveLength(3);
});

test('A reset of the mock keeps people signed in; who is removed from it is signed out', async () => {
  const { site, state } = await portal();
  const { send } = await administrator(site);
  state.reset();
  expect((await send('/account')).status).toBe(200);
  state.providers.remove('northwind');
  expect((await send('/account')).headers.get('location')).toMatch(/sign-in/);
});

test('Visitors without a cookie do not push out somebody who is at work', async () => {
  const { site } = await portal();
  const { send } = await administrator(site);
  for (let visit = 0; visit < 1100; visit += 1) {
    await site.request('http://127.0.0.1/portal');
    if (visit % 500 === 0) expect((await send('/account')).status).toBe(200);
  }
  expect((await send('/account')).status).toBe(200);
});

test('A name with control characters is rejected in words', async () => {
  const { send, token } = await administrator((await portal()).site);
  const rejected = await send('/account/api-keys/new', { name: 'a\u0007b', form: 'x', csrf: token });
  expect([rejected.status, rejected.text.includes('control characters')]).toEqual([422, true]);
});
