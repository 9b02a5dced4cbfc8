import { expect, test } from '@playwright/test';
import fc from 'fast-check';

import { createSite } from '../../../mocks/web/app.ts';
import { administrator, portal, visitor } from './client.ts';
import { ADMIN } from './steps.ts';

test('The portal serves only names of this machine, unless it was started for others', async () => {
  const { site, state } = await portal();
  const statusOf = async (of: typeof site, host: string) =>
    (await of.request('http://127.0.0.1/portal/sign-in', { headers: { host } })).status;
  for (const host of ['127.0.0.1', '127.0.0.1:4010', 'localhost', 'localhost:4010', '[::1]:4010'])
    expect(await statusOf(site, host), host).toBe(200);
  const strange = ['evil.example', 'evil.example:4010', '127.0.0.1.evil.example', 'localhost.evil.example:80', ''];
  for (const host of [...strange, 'localhost@evil.example', '2130706433', '[::ffff:1.2.3.4]'])
    expect(await statusOf(site, host), host).toBe(403);
  const open = createSite(state, { host: '0.0.0.0' });
  expect(await statusOf(open, 'mock.internal:4010')).toBe(200);
});

test('A session begins at the sign-in: 1,100 visits, with the cookie and without, sign nobody out', async () => {
  const { site } = await portal();
  const { send, setCookie } = await administrator(site);
  const own = setCookie().split(';')[0] ?? '';
  for (let i = 0; i < 1_100; i += 1) {
    const cookie = i % 2 === 0 ? own : `mitp_portal_default_visit=${'v'.repeat(43)}`;
    await site.request(`http://127.0.0.1/portal/assets/none-${i}.png`, { headers: { cookie } });
  }
  for (let i = 0; i < 1_100; i += 1) await site.request('http://127.0.0.1/portal/sign-in');
  expect((await send('/account')).status).toBe(200);
});

test('A link from elsewhere keeps the session, and a form from elsewhere is not sent with it', async () => {
  const { site } = await portal();
  const { send, setCookie } = await administrator(site);
  expect(setCookie()).toMatch(/SameSite=Lax/);
  // A browser sends the cookie along with a link (Lax), and says where the link was.
  const cookie = setCookie().split(';')[0] ?? '';
  const headers = { cookie, referer: 'https://elsewhere.example/', 'sec-fetch-site': 'cross-site' };
  const linked = await site.request('http://127.0.0.1/portal/account/api-keys', { headers });
  expect([linked.status, linked.headers.get('set-cookie')]).toEqual([200, null]);
  expect((await send('/account')).status).toBe(200);
});

test('A token of any wrong form is 403, signed in or not, and changes nothing', async () => {
  const { site, state } = await portal();
  const person = await administrator(site);
  const keys = state.keys.list('northwind');
  const near = fc
    .nat({ max: person.token.length - 1 })
    .map((at) => `${person.token.slice(0, at)}!${person.token.slice(at + 1)}`);
  const odd = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 60 }),
    fc.string({ unit: 'grapheme', maxLength: 60 }),
    fc.base64String({ maxLength: 44 }),
    fc.constantFrom(
      '',
      '0',
      'null',
      'undefined',
      '[object Object]',
      '__proto__',
      person.token.toUpperCase(),
      `${person.token}\0`,
    ),
    near,
  );
  await fc.assert(
    fc.asyncProperty(odd, fc.constantFrom('csrf', 'csrf[]', 'CSRF', 'csrf.0'), async (token, field) => {
      if (token === person.token) return;
      const form = { name: 'x', form: 'x', [field]: token };
      const nobody = visitor(site);
      expect((await person.send('/account/api-keys/new', form)).status).toBe(403);
      expect((await nobody.send('/sign-in', { ...form, 'demo-user': ADMIN })).status).toBe(403);
    }),
    { numRuns: 150 },
  );
  expect(state.keys.list('northwind')).toEqual(keys);
  expect((await person.send('/account')).status).toBe(200);
});
