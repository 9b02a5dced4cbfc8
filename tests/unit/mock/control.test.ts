import { expect, test } from '@playwright/test';
import { parse } from 'yaml';

import { startMock, type Fault, type Mock } from '../../../mocks/index.ts';
import { send, withMock } from './send.ts';

interface Told {
  readonly status: number;
  readonly json: Record<string, unknown> & { readonly detail?: string };
}

/** Calls the control API. */
async function control(mock: Mock, method: string, path: string, body?: unknown, headers = {}): Promise<Told> {
  const response = await fetch(mock.controlUrl + path, {
    method,
    headers: { 'content-type': 'application/json', ...headers },
    ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, json: (text === '' ? {} : JSON.parse(text)) as Told['json'] };
}

test('The clock can be read, moved, frozen and resumed, which refills quotas', async () => {
  await withMock(
    async (mock) => {
      await send(mock, '/users');
      expect((await send(mock, '/users')).status).toBe(429);
      const before = await control(mock, 'GET', '/clock');
      const { json } = await control(mock, 'POST', '/clock/advance', { ms: 60_000 });
      const passed = Date.parse(json['now'] as string) - Date.parse(before.json['now'] as string);
      expect(passed).toBeGreaterThanOrEqual(60_000);
      expect((await send(mock, '/users')).status).toBe(200);
      expect((await control(mock, 'POST', '/clock/freeze')).json).toMatchObject({ frozen: true });
      expect((await control(mock, 'POST', '/clock/resume')).json).toMatchObject({ frozen: false });
    },
    { rateLimit: 1 },
  );
});

test('A provider can be added with its own rows and keys, and served', async () => {
  await withMock(async (mock) => {
    const client = {
      id: '0E6A3F52-8F0C-4C3E-9A57-1D2B3C4D5E6F',
      name: 'Only one',
      createdDate: '2019-01-01T00:00:00',
      isActive: true,
      deactivatedDate: null,
      lastReviewDate: null,
      lastAssignedMemberActivityDate: null,
      alignmentScore: null,
    };
    const body = { name: 'My own IT', keys: ['app'], data: { listClients: [client] } };
    const { status, json } = await control(mock, 'POST', '/providers', body);
    const [key] = json['keys'] as [{ value: string }];
    expect(status).toBe(201);
    const response = await send(mock, '/clients', { headers: { 'mitp-api-key': key.value } });
    expect(response.body).toEqual({ page: 1, pageSize: 100, totalCount: 1, items: [client] });
    // Ids of one's own rows may be written in capitals: they are the same ids.
    for (const id of [client.id, client.id.toLowerCase()]) {
      const filter = JSON.stringify({ field: 'id', predicate: 'equal', condition: id });
      const found = await send(mock, `/clients?queryFilters=${encodeURIComponent(filter)}`, {
        headers: { 'mitp-api-key': key.value },
      });
      expect(found.body.totalCount, id).toBe(1);
    }
    expect((await send(mock, '/users', { headers: { 'mitp-api-key': key.value } })).body.items).toEqual([]);
    const { json: budget } = await control(mock, 'GET', `/providers/${json['id'] as string}/budget`);
    expect(budget).toMatchObject({ left: 999_996 });
    expect((await control(mock, 'DELETE', `/providers/${json['id'] as string}`)).status).toBe(204);
    expect((await send(mock, '/clients', { headers: { 'mitp-api-key': key.value } })).status).toBe(401);
  });
});

test('Rows that break the contract are rejected with what is wrong', async () => {
  await withMock(async (mock) => {
    const bad = await control(mock, 'POST', '/providers', { name: 'X', data: { listUsers: [{ id: 'x' }] } });
    expect([bad.status, bad.json.detail]).toEqual([400, expect.stringContaining('listUsers, rows from 0 on:')]);
    const unknown = await control(mock, 'POST', '/providers', { name: 'X', data: { listCats: [] } });
    expect(unknown.json.detail).toContain('no operation listCats');
  });
});

test('Keys can be generated, revoked, regenerated and deleted; values are told once', async () => {
  await withMock(async (mock) => {
    const made = await control(mock, 'POST', '/providers/northwind/keys', { name: 'ci' });
    const { id, value } = made.json as { id: string; value: string };
    const statusOf = async (key: string) => (await send(mock, '/users', { headers: { 'mitp-api-key': key } })).status;
    expect(await statusOf(value)).toBe(200);
    expect(JSON.stringify((await control(mock, 'GET', '/state')).json)).not.toContain(value);
    expect((await control(mock, 'POST', `/providers/northwind/keys/${id}/revoke`)).json).toMatchObject({
      status: 'revoked',
    });
    expect(await statusOf(value)).toBe(401);
    const again = await control(mock, 'POST', `/providers/northwind/keys/${id}/regenerate`);
    expect([await statusOf(value), await statusOf(again.json['value'] as string)]).toEqual([401, 200]);
    expect((await control(mock, 'DELETE', `/providers/northwind/keys/${id}`)).status).toBe(204);
    expect(await statusOf(again.json['value'] as string)).toBe(401);
    expect((await control(mock, 'POST', `/providers/nordlicht/keys/${id}/revoke`)).status).toBe(404);
  });
});

test('The journal can be searched and cleared, and control requests are neither in it nor paid for', async () => {
  await withMock(async (mock) => {
    await send(mock, '/clients?pageSize=0');
    await send(mock, '/users');
    await control(mock, 'GET', '/state');
    const found = await control(mock, 'GET', '/journal?status=4xx&text=pagesize');
    expect(found.json).toMatchObject([{ status: 400, path: '/clients', keyName: 'Demo: active' }]);
    expect((await control(mock, 'GET', '/journal')).json).toHaveLength(2);
    expect((await control(mock, 'GET', '/providers/northwind/budget')).json).toMatchObject({ left: 999_998 });
    await control(mock, 'DELETE', '/journal');
    expect((await control(mock, 'GET', '/journal')).json).toEqual([]);
    expect((await control(mock, 'GET', '/journal?limit=x')).status).toBe(400);
  });
});

test('Latency holds responses of the API back, and only these', async () => {
  await withMock(async (mock) => {
    await send(mock, '/users');
    await control(mock, 'PUT', '/latency', { ms: 80, jitterMs: 10 });
    const began = performance.now();
    await send(mock, '/users');
    expect(performance.now() - began).toBeGreaterThanOrEqual(65);
    expect((await control(mock, 'PUT', '/latency', { ms: -1 })).status).toBe(400);
  });
});

test('Faults of any catalogue can be listed and switched while the mock runs', async () => {
  const teapot: Fault = {
    id: 'teapot',
    class: 'http',
    sentence: 'Every answer is 418.',
    clauses: ['CON-01'],
    hooks: () => ({ around: (conforming) => async (request) => ({ ...(await conforming(request)), status: 418 }) }),
  };
  await withMock(
    async (mock) => {
      expect((await send(mock, '/users')).status).toBe(200);
      const { json } = await control(mock, 'PUT', '/faults/teapot');
      expect(json).toMatchObject([{ id: 'teapot', active: true, clauses: ['CON-01'] }]);
      expect((await send(mock, '/users')).status).toBe(418);
      await control(mock, 'DELETE', '/faults/teapot');
      expect((await send(mock, '/users')).status).toBe(200);
      await control(mock, 'PUT', '/faults', { active: ['teapot'] });
      expect((await control(mock, 'PUT', '/faults', { active: ['nope'] })).json.detail).toContain(
        'no fault or variant "nope"',
      );
      expect((await send(mock, '/users')).status).toBe(418);
      expect((await control(mock, 'PUT', '/faults/nope')).status).toBe(404);
    },
    { catalogue: [teapot] },
  );
});

test('Reset brings back demo keys, quotas, providers, clock, and an empty journal', async () => {
  await withMock(
    async (mock) => {
      await send(mock, '/users');
      const [first] = mock.state.keys.list('northwind');
      mock.state.keys.delete('northwind', first!.id);
      mock.state.clock.freeze();
      await control(mock, 'DELETE', '/providers/nordlicht');
      expect((await send(mock, '/users')).status).toBe(401);
      expect((await control(mock, 'POST', '/reset')).status).toBe(204);
      expect(mock.state.journal.total).toBe(0);
      expect(mock.state.clock.frozen).toBe(false);
      const both = [mock.keys.active, mock.keys.foreign];
      const responses = await Promise.all(
        both.map((key) => send(mock, '/users', { headers: { 'mitp-api-key': key } })),
      );
      expect(responses.map(({ status }) => status)).toEqual([200, 200]);
    },
    { rateLimit: 1 },
  );
});

test('A restart from a snapshot loses no key state, no quota and no provider', async () => {
  const first = await startMock({ size: 'small' });
  const { value } = first.state.keys.generate('northwind', 'mine');
  await send(first, '/users');
  const { json } = await control(first, 'GET', '/snapshot');
  expect(JSON.stringify(json)).not.toContain(value);
  await first.close();
  const second = await startMock({ size: 'small', snapshot: json as never });
  const statusOf = async (key: string) => (await send(second, '/users', { headers: { 'mitp-api-key': key } })).status;
  expect(second.state.limiter.left('northwind', second.state.clock.now())).toBe(49);
  expect(await statusOf(value)).toBe(200);
  expect([await statusOf(first.keys.active), await statusOf(first.keys.foreign)]).toEqual([200, 200]);
  expect([await statusOf(first.keys.revoked), await statusOf(first.keys.deleted)]).toEqual([401, 401]);
  expect(await statusOf(second.keys.active)).toBe(401);
  await second.close();
});

test('Bad input gets one sentence, never a stack trace', async () => {
  await withMock(async (mock) => {
    const tries: [method: string, path: string, body: unknown, status: number][] = [
      ['POST', '/clock/advance', '{', 400],
      ['POST', '/clock/advance', { ms: 'x' }, 400],
      ['POST', '/clock/advance', { ms: -5 }, 400],
      ['POST', '/providers', { name: '' }, 400],
      ['POST', '/providers/nobody/keys', { name: 'x' }, 404],
      ['POST', '/providers/northwind/keys', { name: ' ' }, 400],
      ['PUT', '/snapshot', { version: 2 }, 400],
      ['GET', '/nowhere', undefined, 404],
      ['PATCH', '/clock', undefined, 404],
    ];
    for (const [method, path, body, status] of tries) {
      const told = await control(mock, method, path, body);
      expect([path, told.status]).toEqual([path, status]);
      expect(told.json.detail).toMatch(/^[^\n]{5,300}$/);
    }
  });
});

test('Without a token only this machine controls the mock, and no web page of another origin', async () => {
  await withMock(async (mock) => {
    const evil = await control(mock, 'POST', '/reset', undefined, { origin: 'https://evil.example' });
    expect(evil.status).toBe(403);
    const same = await control(mock, 'GET', '/state', undefined, { origin: mock.url });
    expect(same.status).toBe(200);
  });
  const open = await startMock({ size: 'small', host: '0.0.0.0' });
  expect(open.url).toContain('//127.0.0.1:');
  expect((await control(open, 'GET', '/state')).status).toBe(403);
  await open.close();
});

test('With a token everybody has to send it, and the API never does', async () => {
  const mock = await startMock({ size: 'small', host: '0.0.0.0', controlToken: 'open sesame' });
  expect((await control(mock, 'GET', '/state')).status).toBe(401);
  expect((await control(mock, 'GET', '/state', undefined, { authorization: 'Bearer wrong' })).status).toBe(401);
  expect((await control(mock, 'GET', '/state', undefined, { authorization: 'Bearer open sesame' })).status).toBe(200);
  await mock.close();
});

test('The file that documents the control side names exactly the addresses that there are', async () => {
  await withMock(async (mock) => {
    const text = await (await fetch(`${mock.controlUrl}/openapi.yaml`)).text();
    const { paths } = parse(text) as { paths: Record<string, Record<string, unknown>> };
    for (const [path, methods] of Object.entries(paths)) {
      for (const method of Object.keys(methods)) {
        const address = path.replace('{providerId}', 'northwind').replace(/\{\w+\}/g, 'x');
        const { json } = await control(
          mock,
          method.toUpperCase(),
          address,
          method === 'get' || method === 'delete' ? undefined : {},
        );
        expect(json.detail ?? '', `${method} ${path}`).not.toContain('There is no such address');
      }
    }
  });
});
