import { expect, test } from '@playwright/test';

import type { PortalBehaviour } from '../../../mocks/faults/hooks.ts';
import { administrator, portal } from './client.ts';

const LIST = '/account/api-keys';
const broken = (change: Partial<PortalBehaviour>) => ({
  portal: (conforming: PortalBehaviour): PortalBehaviour => ({ ...conforming, ...change }),
});

test('A fault can rewrite text and headers of every response', async () => {
  const { site } = await portal(
    broken({
      body: (text, path) => (path === LIST ? text.replace('API keys', 'Rewritten') : text),
      headers: ({ 'cache-control': _, ...rest }) => rest,
    }),
  );
  const { send } = await administrator(site);
  const list = await send(LIST);
  expect(list.text).toContain('Rewritten');
  expect(list.headers.get('cache-control')).toBeNull();
  expect((await send('')).text).not.toContain('Rewritten');
});

test('A fault can show another mask', async () => {
  const { site } = await portal(broken({ mask: () => 'half-of-the-value' }));
  const { send } = await administrator(site);
  expect((await send(LIST)).text).toContain('half-of-the-value');
});

test('A fault can leave out the question before a deed, whose button then acts', async () => {
  const { site, state } = await portal(broken({ confirms: (action) => action !== 'revoke' }));
  const { send, token } = await administrator(site);
  const [key] = state.keys.list('northwind');
  const { text } = await send(LIST);
  expect(text).toMatch(new RegExp(`method="post"\\s+action="/portal${LIST}/${key!.id}/revoke"`));
  expect(text).toMatch(new RegExp(`method="get"\\s+action="/portal${LIST}/${key!.id}/delete"`));
  await send(`${LIST}/${key!.id}/revoke`, { csrf: token });
  expect(state.keys.list('northwind')[0]!.status).toBe('revoked');
});

test('A fault can let Cancel act', async () => {
  const { site, state } = await portal(broken({ cancelKeeps: () => false }));
  const { send } = await administrator(site);
  const [key] = state.keys.list('northwind');
  const { text } = await send(`${LIST}/${key!.id}/delete`);
  const [cancel] =
    /<form[^>]*>[^<]*(<input[^>]*>)?\s*<button[^>]*data-cancel/.exec(text.split('<dialog')[1] ?? '') ?? [];
  expect(cancel).toMatch(/method="post"/);
});

test('A fault of the key store that is switched on later reaches the portal', async () => {
  const { site, state } = await portal({ keys: (conforming) => ({ ...conforming, delete: () => undefined }) });
  state.faults.set([]);
  const { send, token } = await administrator(site);
  const [first, second] = state.keys.list('northwind');
  await send(`${LIST}/${first!.id}/delete`, { csrf: token });
  state.faults.on('broken');
  await send(`${LIST}/${second!.id}/delete`, { csrf: token });
  expect(state.keys.list('northwind').map(({ name }) => name)).toEqual(['Demo: sibling', 'Demo: revoked']);
});

test('A fault can change the contract that Swagger UI reads', async () => {
  const { site } = await portal({
    document: ({ paths: { '/users': _, ...paths }, ...document }) => ({ ...document, paths }),
  });
  const served = await (await site.request('/openapi.json')).text();
  expect(served).not.toContain('"/users"');
});

test('The contract is served as it is now, when another is put in its place', async () => {
  const { site, state } = await portal();
  const { contract } = state.runtime;
  const document = { ...contract.document, info: { ...contract.document.info, title: 'Another' } };
  state.use({ ...state.runtime, contract: { ...contract, document } });
  expect(await (await site.request('/openapi.yaml')).text()).toContain('title: Another');
  expect(await (await site.request('/openapi.json')).text()).toContain('"title": "Another"');
});
