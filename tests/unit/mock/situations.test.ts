import { expect, test } from '@playwright/test';

import { startMock } from '../../../mocks/index.ts';
import { all, send, withMock } from './send.ts';

test('A path answers a status so many times, after so many requests, and then as it should', async () => {
  await withMock(async (mock) => {
    mock.respond({ path: '/clients', status: 503, after: 1, times: 2 });
    const statuses = [];
    for (let at = 0; at < 4; at += 1) statuses.push((await send(mock, '/clients')).status);
    expect(statuses).toEqual([200, 503, 503, 200]);
    expect((await send(mock, '/users')).status).toBe(200);
  });
});

test('A connection is closed, or cut in the middle of a body', async () => {
  await withMock(async (mock) => {
    mock.respond({ connection: 'reset' });
    await expect(send(mock, '/clients')).rejects.toThrow();
    mock.restore();
    mock.respond({ connection: 'cut' });
    await expect(send(mock, '/clients')).rejects.toThrow();
    mock.restore();
    expect((await send(mock, '/clients')).status).toBe(200);
  });
});

test('A row that is removed between two pages hides another, and one that is added shows one twice', async () => {
  await withMock(async (mock) => {
    const rows = await all(mock, '/clients', { pageSize: 5 });
    mock.respond({ path: '/clients', rows: 'removed' });
    expect(await all(mock, '/clients', { pageSize: 5 })).toHaveLength(rows.length - 1);
    mock.restore();
    mock.respond({ path: '/clients', rows: 'added' });
    const ids = (await all(mock, '/clients', { pageSize: 5 })).map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length - 1);
  });
});

test('An account is emptied, limited and its key revoked in one call each; a reset takes all of it back', async () => {
  const mock = await startMock({ size: 'small' });
  mock.resize('empty');
  expect((await send(mock, '/clients')).body.items).toEqual([]);
  mock.spendQuota();
  expect((await send(mock, '/clients')).status).toBe(429);
  mock.reset();
  expect((await send(mock, '/clients')).body.items.length).toBeGreaterThan(0);
  mock.revoke();
  expect((await send(mock, '/clients')).status).toBe(401);
  mock.reset();
  mock.setLatency(1);
  expect((await send(mock, '/clients')).status).toBe(200);
  await mock[Symbol.asyncDispose]();
});

test('A wrong option is one line that says what it has to be', async () => {
  for (const [options, message] of [
    [{ size: 'tiny' }, 'startMock: size has to be one of empty, small, medium, large, not "tiny".'],
    [{ rateLimit: 0 }, 'startMock: rateLimit has to be a whole number from 1 to 1000000000, not 0.'],
    [{ ratelimit: 5 }, 'startMock has no option "ratelimit": did you mean "rateLimit"?'],
    [{ variants: ['forbiden'] }, 'There is no fault or variant "forbiden"'],
    [{ controlOrigins: ['localhost'] }, /controlOrigins has to be a list of origins .* not a list of string\.$/],
    [{ latency: { ms: '80' } }, 'latency has to be an object such as { ms: 80, jitterMs: 20 }, not { ms }.'],
    [{ latency: 80 }, 'latency has to be an object such as { ms: 80, jitterMs: 20 }, not 80.'],
    [{ snapshot: {} }, 'snapshot has to be what mock.snapshot() gave'],
    [{ faults: [] as readonly string[], data: [] }, 'data has to be an object, not an empty list.'],
    [null, "startMock takes an object such as { size: 'small' }, not null."],
    ['small', 'startMock takes an object such as { size: \'small\' }, not "small".'],
    [{ situations: [{ status: 99 }] }, 'This situation cannot be: status is a whole number from 200 to 599.'],
  ] as const) {
    await expect(startMock(options as object)).rejects.toThrow(message);
  }
});

test('Variants answer as the real API may: 403 for 401, any letter case, a slash at the end', async () => {
  await withMock(
    async (mock) => {
      expect((await send(mock, '/Clients/?PAGESIZE=2')).body.items).toHaveLength(2);
      expect((await send(mock, '/clients', { headers: {} })).status).toBe(403);
    },
    { variants: ['forbidden', 'paths-in-any-case', 'trailing-slash', 'parameters-in-any-case'] },
  );
});

test('A preflight allows the headers that a page names, and none where CORS is switched off', async () => {
  const sendOne = { origin: 'http://localhost:5173', 'access-control-request-method': 'GET' };
  const headers = { ...sendOne, 'access-control-request-headers': 'mitp-api-key,traceparent' };
  await withMock(async (mock) => {
    const { headers: allowed } = await send(mock, '/clients', { method: 'OPTIONS', headers });
    expect(allowed.get('access-control-allow-headers')).toBe('mitp-api-key,traceparent');
  });
  await withMock(
    async (mock) => {
      expect((await send(mock, '/clients', { method: 'OPTIONS', headers })).status).toBe(401);
      expect((await send(mock, '/clients')).headers.has('access-control-allow-origin')).toBe(false);
    },
    { cors: false },
  );
});

test('The page of an origin that was named may use the control side, and no other', async () => {
  await withMock(
    async (mock) => {
      const send = (origin: string) => fetch(`${mock.controlUrl}/state`, { headers: { origin } });
      const ours = await send('http://localhost:5173');
      expect([ours.status, ours.headers.get('access-control-allow-origin')]).toEqual([200, 'http://localhost:5173']);
      expect((await send('http://evil.example')).status).toBe(403);
    },
    { controlOrigins: ['http://localhost:5173'] },
  );
});
