import { expect, test } from '@playwright/test';

import { pipeline } from '../../../mocks/pipeline/index.ts';
import { checkKey } from '../../../mocks/pipeline/check-key.ts';
import { fault } from '../../../mocks/pipeline/fault.ts';
import { journal } from '../../../mocks/pipeline/journal.ts';
import { latency } from '../../../mocks/pipeline/latency.ts';
import { preflight } from '../../../mocks/pipeline/preflight.ts';
import { prism } from '../../../mocks/pipeline/prism.ts';
import { reply } from '../../../mocks/pipeline/reply.ts';
import { situation } from '../../../mocks/pipeline/situation.ts';
import { spendBudget } from '../../../mocks/pipeline/spend-budget.ts';
import { send, withMock } from './send.ts';

test('The pipeline judges the key before the quota and the quota before the parameters', () => {
  expect(pipeline).toEqual([journal, latency, fault, preflight, situation, checkKey, spendBudget, prism, reply]);
});

test('AUTH-05 without a key everything is 401: bad parameters, unknown paths, other methods', async () => {
  await withMock(async (mock) => {
    for (const [method, path] of [
      ['GET', '/clients?pageSize=0'],
      ['GET', '/nowhere'],
      ['POST', '/clients'],
      ['HEAD', '/clients'],
      ['OPTIONS', '/clients'],
    ] as const) {
      const { status, headers } = await send(mock, path, { method, headers: {} });
      expect([method, path, status, headers.has('www-authenticate')]).toEqual([method, path, 401, true]);
    }
  });
});

test('AUTH-06 every reason to reject a key gets the same response', async () => {
  await withMock(async (mock) => {
    const { active, revoked, deleted } = mock.keys;
    const rejected = [revoked, deleted, '', 'x', active.slice(1), `${active}x`, `${active}, ${active}`];
    const responses = await Promise.all(
      rejected.map((key) => send(mock, '/clients', { headers: { 'mitp-api-key': key } })),
    );
    const seen = new Set(
      responses.map(({ status, headers, text }) => {
        return JSON.stringify([status, [...headers].filter(([name]) => name !== 'date'), text]);
      }),
    );
    expect(seen.size).toBe(1);
    expect(responses[0]?.status).toBe(401);
  });
});

test('AUTH-04 the key counts in its header alone', async () => {
  await withMock(async (mock) => {
    const key = mock.keys.active;
    const byQuery = await send(mock, `/clients?mitp-api-key=${key}`, { headers: {} });
    const byCookie = await send(mock, '/clients', { headers: { cookie: `mitp-api-key=${key}` } });
    const byBearer = await send(mock, '/clients', { headers: { authorization: `Bearer ${key}` } });
    expect([byQuery.status, byCookie.status, byBearer.status]).toEqual([401, 401, 401]);
    expect(byQuery.text).not.toContain(key);
    const byAnyCase = await send(mock, '/clients', { headers: { 'MITP-API-KEY': key } });
    expect(byAnyCase.status).toBe(200);
  });
});

test('AUTH-08 each provider sees its own rows, and the empty one none', async () => {
  await withMock(async (mock) => {
    const idsOf = async (key: string) => {
      const { body } = await send(mock, '/clients', { headers: { 'mitp-api-key': key } });
      return body.items.map(({ id }) => id);
    };
    const [main, sibling, other, empty] = await Promise.all(
      [mock.keys.active, mock.keys.sibling, mock.keys.foreign, mock.keys.empty].map(idsOf),
    );
    expect(sibling).toEqual(main);
    expect(other!.length).toBeGreaterThan(0);
    expect(other!.filter((id) => main!.includes(id))).toEqual([]);
    expect(empty).toEqual([]);
  });
});

test('CON-09 CON-10 an unknown path is 404 and an unknown method 405 with Allow', async () => {
  await withMock(async (mock) => {
    for (const path of ['/nowhere', '/', '', '/clients/', '/Clients', '/clients/1', '/%', '/recommendations/1']) {
      expect([path, (await send(mock, path)).status]).toEqual([path, 404]);
    }
    for (const method of ['POST', 'PUT', 'PATCH', 'DELETE', 'PROPFIND']) {
      const { status, headers } = await send(mock, '/clients', {
        method,
        headers: { 'mitp-api-key': mock.keys.active },
      });
      expect([method, status, headers.get('allow')]).toEqual([method, 405, 'GET, HEAD, OPTIONS']);
    }
  });
});

test('CON-11 HEAD responds like GET without a body, and a preflight tells of no data', async () => {
  await withMock(async (mock) => {
    const get = await send(mock, '/clients');
    const head = await send(mock, '/clients', { method: 'HEAD', headers: { 'mitp-api-key': mock.keys.active } });
    expect([head.status, head.text]).toEqual([200, '']);
    expect(head.headers.get('content-length')).toBe(String(Buffer.byteLength(get.text)));
    const preflight = await send(mock, '/clients', {
      method: 'OPTIONS',
      headers: { origin: 'http://localhost:5173', 'access-control-request-method': 'GET' },
    });
    expect([preflight.status, preflight.text]).toEqual([204, '']);
    expect(preflight.headers.get('access-control-allow-headers')).toContain('mitp-api-key');
  });
});

test('SEC-02 SEC-03 no response may be cached, and no origin is trusted with credentials', async () => {
  await withMock(async (mock) => {
    const responses = await Promise.all([
      send(mock, '/clients'),
      send(mock, '/clients', { headers: { origin: 'https://evil.example' } }),
      send(mock, '/nowhere'),
    ]);
    for (const { headers } of responses) {
      expect(headers.get('cache-control')).toBe('no-store');
      expect(headers.get('access-control-allow-origin')).toBe('*');
      expect(headers.get('access-control-allow-credentials')).toBeNull();
    }
  });
});

test('The journal says what came, what was returned and why, and never holds a key', async () => {
  await withMock(async (mock) => {
    await send(mock, '/clients?pageSize=0');
    await send(mock, '/users', { headers: { 'mitp-api-key': mock.keys.revoked } });
    const [rejected, bad] = mock.state.journal.list();
    expect(bad).toMatchObject({
      method: 'GET',
      path: '/clients',
      query: 'pageSize=0',
      status: 400,
      reason: 'pageSize: Send one whole number from 1 to 100.',
      keyName: 'Demo: active',
    });
    expect(rejected).toMatchObject({ path: '/users', status: 401, keyName: null });
    const text = JSON.stringify(mock.state.journal.list());
    for (const key of Object.values(mock.keys)) expect(text).not.toContain(key);
  });
});
