import { expect, test } from '@playwright/test';

import { startMock } from '../../../mocks/index.ts';
import { all, send, withMock } from './send.ts';

test('A path returns a status so many times, after so many requests, and then as it should', async () => {
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
    [{ controlOrigins: ['localhost'] }, /controlOrigins has to be a list of origins .* not \["localhost"\]\.$/],
    [{ latency: { ms: '80' } }, 'latency has to be an object such as { ms: 80, jitterMs: 20 }, not { ms }.'],
    [{ latency: 80 }, 'latency has to be an object such as { ms: 80, jitterMs: 20 }, not 80.'],
    [{ snapshot: {} }, 'snapshot has to be what mock.snapshot() gave'],
    [{ faults: [] as readonly string[], data: [] }, 'data has to be an object, not an empty list.'],
    [null, "startMock takes an object such as { size: 'small' }, not null."],
    ['small', 'startMock takes an object such as { size: \'small\' }, not "small".'],
    [{ situations: [{ status: 99 }] }, 'This situation cannot be: status is a whole number from 200 to 599.'],
    [{ situations: [null] }, 'This situation cannot be: give an object such as { status: 500 }.'],
    [{ snapshot: { version: 2 } }, 'its version is 2, and this package reads version 1.'],
    [
      { demoKeys: { aktiv: 'x' } },
      'demoKeys has to be an object with some of active, sibling, foreign, empty, not { aktiv }.',
    ],
    [{ catalogue: [{}] }, 'catalogue has to be a list of faults, each with an id and hooks(), not a list of object.'],
    [{ seed: NaN }, 'seed has to be a whole number from 0 to 2147483647, not NaN.'],
    [{ data: { listClients: null } }, 'the data breaks the contract: listClients has to be a list of rows.'],
    [
      { data: { listRecommendationConfigurations: [] } },
      'listRecommendationConfigurations has to be an object: a list of rows for each recommendationId.',
    ],
  ] as const) {
    await expect(startMock(options as object)).rejects.toThrow(message);
  }
});

test('Variants respond as the real API may: 403 for 401, any letter case, a slash at the end', async () => {
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

test('A wrong argument of a control is one line, too: a filter that nothing can meet would let every test pass', async () => {
  await withMock(async (mock) => {
    await send(mock, '/clients', { headers: {} });
    expect(mock.journal({ status: 401 })).toHaveLength(1);
    expect(mock.journal({ status: '4xx' })).toHaveLength(1);
    for (const [act, message] of [
      [
        () => mock.journal({ status: '4x' }),
        'journal: status has to be a status such as 500, or a class such as "4xx"',
      ],
      [() => mock.journal({ stauts: 401 } as object), 'journal has no option "stauts"'],
      [() => mock.journal({ text: 5 as never }), 'journal: text has to be a text, not 5.'],
      [() => mock.findings({ level: 'most' as never }), 'findings: level has to be one of must, should, not "most".'],
      [() => mock.findings({ except: ['USE-7'] }), 'findings: except has to be a list of rules from USE-01 to USE-'],
      [() => mock.findings({ except: 'USE-07' as never }), 'findings: except has to be a list of rules'],
      [() => mock.resize('tiny' as never), 'resize: size has to be one of empty, small, medium, large, not "tiny".'],
      [() => mock.setLatency('5' as never), 'setLatency: latency has to be a number, or an object such as'],
      [() => mock.advance(1e300), 'up to the year 9999'],
      [() => mock.respond(null as never), 'This situation cannot be: give an object such as { status: 500 }.'],
      [() => mock.respond({ path: '/clients?page=2', status: 500 }), 'path has no query'],
      [() => mock.respond({ path: '/public-api/v1/clients', status: 500 }), 'path stands below /public-api/v1'],
      [() => mock.respond({ status: 500, headers: 'x' as never }), 'headers is an object such as'],
      [() => mock.respond({ status: 500, headers: { 'a b': 'x' } }), 'headers: "a b" is no header that can be sent'],
      [() => mock.respond({ status: 500, headers: { a: 'b\r\nc' } }), 'headers: "a" is no header that can be sent'],
      [
        () => mock.respond({ status: 500, headers: { 'Content-Length': '3' } }),
        'the mock writes Content-Length itself',
      ],
      [() => mock.respond({ headers: { a: 'b' }, delayMs: 1 }), 'headers goes with a status or a body'],
      [() => mock.respond({ status: 500, body: 1n }), 'body is text, bytes, or what JSON can hold'],
      [() => mock.respond({ status: 500, body: () => 1 }), 'body is text, bytes, or what JSON can hold'],
      [() => mock.respond({ status: 500, rows: 'added' }), 'rows changes the response of the API'],
    ] as const) {
      expect(act).toThrow(message);
    }
    await expect(mock.setFaults(['flaky-500'] as never)).rejects.toThrow(
      "setFaults takes ids, one by one: 'flaky-500'.",
    );
    expect(mock.state.situations.list()).toEqual([]);
  });
});

test('A path of a situation may be as the contract writes it, or have a star; a body alone is a 200, also of bytes', async () => {
  await withMock(async (mock) => {
    mock.respond({
      path: '/recommendations/{recommendationId}/configurations',
      status: 503,
      headers: { 'retry-after': 5 },
    });
    mock.respond({ path: '/re*views', body: { items: [] } });
    mock.respond({ path: '/users', body: Buffer.from('bytes'), headers: { 'Content-Type': 'text/csv' } });
    const limited = await send(mock, '/recommendations/7/configurations');
    expect([limited.status, limited.headers.get('retry-after')]).toEqual([503, '5']);
    expect((await send(mock, '/recommendations')).status).toBe(200);
    const headers = { 'mitp-api-key': mock.keys.active };
    expect(await (await fetch(`${mock.baseUrl}/reviews`, { headers })).text()).toBe('{"items":[]}');
    const csv = await fetch(`${mock.baseUrl}/users`, { headers });
    expect([csv.status, csv.headers.get('content-type'), await csv.text()]).toEqual([200, 'text/csv', 'bytes']);
  });
});

test('The journal says what a situation did, also where the API responded, and notes a request that hangs at once', async () => {
  await withMock(async (mock) => {
    const why = () => mock.journal({ limit: 1 })[0]?.why ?? '';
    mock.respond({ delayMs: 1, rows: 'added' });
    await send(mock, '/clients', { headers: {} });
    expect(why()).toBe(
      'Situation 1 waited 1 ms, and had a row added after page 1. No key came: the header mitp-api-key is missing or empty.',
    );
    expect(mock.journal({ limit: 1 })[0]?.evidence?.clause).toBe('AUTH-01');
    mock.respond({ connection: 'cut' });
    await expect(send(mock, '/clients')).rejects.toThrow();
    expect(why()).toBe('Situation 2 closed the connection in the middle of the body.');
    mock.respond({ connection: 'hang' });
    const signal = AbortSignal.timeout(300);
    await expect(fetch(`${mock.baseUrl}/clients`, { signal })).rejects.toThrow();
    expect(why()).toContain('Situation 3 left the request without a response.');
  });
});
