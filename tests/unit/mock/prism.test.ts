import { createRequire } from 'node:module';
import { expect, test } from '@playwright/test';

import { loadContract } from '../../../spec/contract.ts';
import { contractAjv } from '../../../spec/ajv.ts';
import { prismDocument } from '../../../mocks/engine/document.ts';
import { createEngine, type Source } from '../../../mocks/engine/prism.ts';
import { operationsOf } from '../../../mocks/engine/prism-operations.ts';
import { CachedQuery } from '../../../mocks/engine/query-cache.ts';
import { send, withMock } from './send.ts';

const contract = loadContract();

test('CON-12 an unacceptable Accept is 406 and spoils no later request', async () => {
  await withMock(async (mock) => {
    const statusOf = async (accept: string) => {
      const { status } = await send(mock, '/clients', { headers: { 'mitp-api-key': mock.keys.active, accept } });
      return status;
    };
    for (const accept of ['text/html', 'image/*', 'foo;=;', ',', ';q=x', 'application/json;version=2;q=', '\u00ff']) {
      const status = await statusOf(accept);
      expect([accept, [200, 406].includes(status)]).toEqual([accept, true]);
      expect(await statusOf('application/json')).toBe(200);
    }
    for (const accept of ['*/*', 'application/*', 'text/html, */*;q=0.1', 'application/json; charset=utf-8']) {
      expect([accept, await statusOf(accept)]).toEqual([accept, 200]);
    }
    expect(await statusOf('text/html')).toBe(406);
  });
});

test('The engine responds under NODE_ENV=production too', async () => {
  const before = process.env['NODE_ENV'];
  process.env['NODE_ENV'] = 'production';
  try {
    await withMock(async (mock) => expect((await send(mock, '/clients')).status).toBe(200));
  } finally {
    if (before === undefined) delete process.env['NODE_ENV'];
    else process.env['NODE_ENV'] = before;
  }
});

test('A malformed JSON body is ignored, as a body of a GET is, and hangs nothing', async () => {
  await withMock(async (mock) => {
    const init = {
      method: 'POST',
      body: '{"broken',
      headers: { 'content-type': 'application/json', 'mitp-api-key': mock.keys.active },
    };
    expect((await send(mock, '/clients', init)).status).toBe(405);
    expect((await send(mock, '/clients')).status).toBe(200);
  });
});

test('Prefer: code, example and dynamic work, behind key and quota', async () => {
  await withMock(
    async (mock) => {
      const prefer = (value: string, path = '/clients') =>
        send(mock, path, { headers: { 'mitp-api-key': mock.keys.active, prefer: value } });
      expect((await prefer('code=429')).status).toBe(429);
      expect((await prefer('code=429')).headers.get('retry-after')).toBe('17');
      const json = { 'mitp-api-key': mock.keys.active, accept: 'application/json', prefer: 'code=404' };
      expect((await send(mock, '/clients', { headers: json })).status).toBe(404);
      expect((await prefer('example=empty')).body).toMatchObject({ items: [], totalCount: 0 });
      expect((await prefer('code=404')).body.title).toBe('Not Found');
      expect((await prefer('code=418')).status).toBe(404);
      // No preference that can be read is no preference.
      for (const odd of ['code=abc', 'respond-async', '=', ';;', 'dynamic=perhaps']) {
        expect([odd, (await prefer(odd)).body.totalCount]).toEqual([odd, 24]);
      }
      expect((await prefer('code=200', '/clients?pageSize=0')).status).toBe(400);
      expect((await send(mock, '/clients', { headers: { prefer: 'code=200' } })).status).toBe(401);
      const left = mock.state.limiter.left('northwind', mock.state.clock.now());
      expect(left).toBe(1000 - 12);
    },
    { rateLimit: 1000 },
  );
});

test('Prefer: dynamic=true makes bodies that keep the contract, on every operation', async () => {
  await withMock(async (mock) => {
    const ajv = contractAjv();
    for (const { id, path, envelope } of contract.operations) {
      const { status, body } = await send(mock, path.replace(/\{\w+\}/, '7'), {
        headers: { 'mitp-api-key': mock.keys.active, prefer: 'dynamic=true' },
      });
      expect([id, status]).toEqual([id, 200]);
      // A made-up number may be too wide for int32, and 30 February does not matter: types and members do.
      const validate = ajv.compile(envelope);
      validate(body);
      expect((validate.errors ?? []).filter(({ keyword }) => keyword !== 'format')).toEqual([]);
    }
  });
});

test('Prism names parameters in lower case; rejections spell them as the contract does', async () => {
  await withMock(async (mock) => {
    const { status, body } = await send(mock, '/recommendations/abc/configurations');
    expect([status, Object.keys(body.errors)]).toEqual([400, ['recommendationId']]);
  });
});

test('A response of ours that breaks the contract is found before it is served', async () => {
  const engine = await createEngine(contract);
  expect(engine.check('listUsers', [{ id: 'no-uuid' }])).not.toEqual([]);
  const date = {
    id: 'b1f7c2de-5a64-4e0b-9c1d-3f2a6e7d8091',
    firstName: '',
    lastName: '',
    roleName: '',
    lastLoginDate: '2024-13-01',
  };
  expect(engine.check('listUsers', [date]).join()).toContain('pattern');
  expect(engine.check('listUsers', [{ ...date, lastLoginDate: null }])).toEqual([]);
});

test('Every rejection keeps the error schema of the contract', async () => {
  await withMock(
    async (mock) => {
      const key = { 'mitp-api-key': mock.keys.active };
      const documented = contract.operations[0]!.responses;
      const responses = [
        await send(mock, '/clients?pageSize=0'),
        await send(mock, '/clients', { headers: {} }),
        await send(mock, '/nowhere'),
        await send(mock, '/clients', { method: 'POST', headers: key }),
        await send(mock, '/clients'),
      ];
      expect(responses.map(({ status }) => status)).toEqual([400, 401, 404, 405, 429]);
      for (const { status, headers, body } of responses) {
        const content = documented[String(status)]?.content?.['application/problem+json'];
        const validate = contractAjv().compile(content!.schema);
        expect([status, validate(body), validate.errors]).toEqual([status, true, null]);
        expect(headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
        expect(body).toMatchObject({ status });
      }
    },
    { rateLimit: 3 },
  );
});

test('The engine requests no data for a request that it rejects', async () => {
  const engine = await createEngine(contract);
  const source: Source = {
    violations: () => [{ parameter: 'queryFilters', message: 'No.' }],
    body: () => {
      throw new Error('asked');
    },
  };
  const request = { cachedQuery: new CachedQuery('get', '/clients', '', false), accept: undefined, prefer: undefined };
  const { status, reason } = await engine.response(request, source);
  expect([status, reason]).toEqual([400, 'queryFilters: No.']);
});

test('The operations that the engine works by are the ones that Prism itself reads from the contract', async () => {
  const { getHttpOperationsFromSpec } = createRequire(import.meta.url)(
    '@stoplight/prism-http/dist/utils/operations.js',
  ) as { readonly getHttpOperationsFromSpec: (document: object) => Promise<unknown> };
  expect(await operationsOf(prismDocument(contract))).toEqual(await getHttpOperationsFromSpec(prismDocument(contract)));
});
