/** How a frontend team uses the mock in its own tests; docs/mock.md shows these. */
import { expect, test } from '@playwright/test';
import nock from 'nock';

// In your own project: from 'myitprocess-contract'.
import { startMock } from '../../../mocks/index.ts';

interface Page<Row> {
  readonly totalCount: number;
  readonly items: readonly Row[];
}

/** The code under test: it knows nothing of the mock but a base URL and a key. */
async function activeClientNames(baseUrl: string, key: string): Promise<string[]> {
  const filter = JSON.stringify({ field: 'isActive', predicate: 'equal', condition: 'true', operator: null });
  const query = new URLSearchParams({ queryFilters: filter, sortingRules: '{"field":"name","direction":"asc"}' });
  const response = await fetch(`${baseUrl}/clients?${query.toString()}`, { headers: { 'mitp-api-key': key } });
  if (response.status === 429) throw new Error(`Try again in ${response.headers.get('retry-after') ?? '60'} s.`);
  if (!response.ok) throw new Error(`The API answered ${response.status}.`);
  return ((await response.json()) as Page<{ name: string }>).items.map(({ name }) => name);
}

test('Example: native fetch against a mock of the test’s own', async () => {
  const mock = await startMock({ size: 'small' });
  const names = await activeClientNames(mock.baseUrl, mock.keys.active);
  expect(names).toContain('日本語株式会社');
  await expect(activeClientNames(mock.baseUrl, mock.keys.revoked)).rejects.toThrow('answered 401');
  await mock.close();
});

test('Example: the limit and the way out of it, without waiting a minute', async () => {
  const mock = await startMock({ size: 'small', rateLimit: 1 });
  await activeClientNames(mock.baseUrl, mock.keys.active);
  await expect(activeClientNames(mock.baseUrl, mock.keys.active)).rejects.toThrow(/Try again in \d+ s/);
  mock.advance(60_000);
  await activeClientNames(mock.baseUrl, mock.keys.active);
  await mock.close();
});

test('Example: code with the real address built in, sent to the mock by nock', async () => {
  const mock = await startMock({ size: 'small' });
  const real = 'https://reporting.live.myitprocess.com';
  if (!nock.isActive()) nock.activate(); // another test of this process may have ended with nock.restore()
  nock.disableNetConnect();
  nock.enableNetConnect('127.0.0.1');
  nock(real)
    .persist()
    .get(/^\/public-api\/v1\//)
    .reply(async function (uri) {
      const { headers } = this.req;
      const response = await fetch(mock.url + uri, { headers: { 'mitp-api-key': String(headers['mitp-api-key']) } });
      return [response.status, await response.text(), Object.fromEntries(response.headers)];
    });
  try {
    expect(await activeClientNames(`${real}/public-api/v1`, mock.keys.active)).toContain('日本語株式会社');
    await expect(activeClientNames(`${real}/public-api/v1`, 'wrong')).rejects.toThrow('answered 401');
  } finally {
    nock.cleanAll();
    nock.enableNetConnect();
    nock.restore();
    await mock.close();
  }
});

test('Example: a response that you seldom see, by the header Prefer', async () => {
  const mock = await startMock({ size: 'small' });
  const send = (prefer: string) =>
    fetch(`${mock.baseUrl}/clients`, { headers: { 'mitp-api-key': mock.keys.active, prefer } });
  expect((await send('code=429')).status).toBe(429);
  expect(((await (await send('example=empty')).json()) as Page<unknown>).items).toEqual([]);
  await mock.close();
});
