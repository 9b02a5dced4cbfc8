import { spawn } from 'node:child_process';
import { expect, test } from '@playwright/test';
import { CONFORMING_LIMITERS, startMock, type Mock, type MockOptions } from '../../../mocks/index.ts';
import { asset } from '../../../spec/asset.ts';
import { noRedis, redisServer, type Redis } from './redis-server.ts';

const ACTIVE = 'A'.repeat(40);
const FOREIGN = 'F'.repeat(40);
const demoKeys = { active: ACTIVE, foreign: FOREIGN };

/** Time for replicas to find a Redis that is back; a busy machine takes some of it. */
const SOON = { timeout: 20_000 };

let redis: Redis;
const running: Mock[] = [];

test.skip(noRedis() !== undefined, noRedis());
test.beforeEach(async () => {
  redis = await redisServer();
  await redis.start();
});
test.afterEach(async () => {
  redis.wake();
  await Promise.all(running.splice(0).map((mock) => mock.close()));
  await redis.end();
});

/** So many replicas of one mock. */
async function replicas(count: number, options: MockOptions = {}): Promise<[Mock, Mock, Mock]> {
  const mocks = await Promise.all(
    Array.from({ length: count }, () => startMock({ store: redis.url, size: 'small', demoKeys, ...options })),
  );
  running.push(...mocks);
  return mocks as [Mock, Mock, Mock];
}

const get = async (mock: Mock, key = ACTIVE) => {
  const response = await fetch(`${mock.baseUrl}/clients?pageSize=1`, { headers: { 'mitp-api-key': key } });
  const body = await response.text();
  return { status: response.status, body, retryAfter: response.headers.get('retry-after') };
};

/** Sends so many requests at once, in turn to each replica, and counts the statuses. */
async function burst(mocks: readonly Mock[], count: number, key = ACTIVE): Promise<Record<number, number>> {
  const all = await Promise.all(Array.from({ length: count }, (_, at) => get(mocks[at % mocks.length] as Mock, key)));
  const counted: Record<number, number> = {};
  for (const { status } of all) counted[status] = (counted[status] ?? 0) + 1;
  return counted;
}

const control = async (mock: Mock, method: string, path: string, body?: object) => {
  const response = await fetch(`${mock.controlUrl}${path}`, {
    method,
    ...(body && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
  });
  return { status: response.status, body: response.status === 204 ? null : ((await response.json()) as unknown) };
};

for (const limiter of CONFORMING_LIMITERS) {
  test(`three replicas under parallel load serve exactly 50 of a window in all: ${limiter}`, async () => {
    const mocks = await replicas(3, { limiter });
    await control(mocks[0], 'POST', '/clock/freeze');
    expect(await burst(mocks, 240)).toEqual({ 200: 50, 429: 190 });
    // The other provider has a quota of its own.
    expect(await burst(mocks, 60, FOREIGN)).toEqual({ 200: 50, 429: 10 });
    await control(mocks[1], 'POST', '/clock/advance', { ms: 59_000 });
    const atOnce: Readonly<Record<string, number>> = { 'fixed-window': 0, 'sliding-window': 0, 'token-bucket': 49 };
    const early = atOnce[limiter];
    if (early !== undefined) expect((await burst(mocks, 90))[200] ?? 0).toBe(early);
    await control(mocks[2], 'POST', '/clock/advance', { ms: 61_000 });
    expect(await burst(mocks, 120)).toEqual({ 200: 50, 429: 70 });
  });
}

test('a key that is revoked on one replica is rejected by all: no request that starts after the response is served', async () => {
  const mocks = await replicas(3, { rateLimit: 100_000 });
  for (let round = 0; round < 10; round += 1) {
    const [issuer, revoker] = [mocks[round % 3] as Mock, mocks[(round + 1) % 3] as Mock];
    const { body: key } = await control(issuer, 'POST', '/providers/northwind/keys', { name: `key ${round}` });
    const { id, value } = key as { id: string; value: string };
    // It works everywhere as soon as it was answered.
    expect(await burst(mocks, 9, value)).toEqual({ 200: 9 });
    let stop = false;
    const load = Promise.all(
      mocks.map(async (mock) => {
        while (!stop) await get(mock, value);
      }),
    );
    expect((await control(revoker, 'POST', `/providers/northwind/keys/${id}/revoke`)).status).toBe(200);
    expect(await burst(mocks, 30, value)).toEqual({ 401: 30 });
    stop = true;
    await load;
  }
});

test('changes on three replicas at once are all kept', async () => {
  const mocks = await replicas(3);
  const made = await Promise.all(
    Array.from({ length: 30 }, (_, at) =>
      control(mocks[at % 3] as Mock, 'POST', '/providers/nordlicht/keys', { name: `key ${at}` }),
    ),
  );
  expect(made.map(({ status }) => status)).toEqual(made.map(() => 201));
  for (const mock of mocks) {
    const { body } = await control(mock, 'GET', '/providers/nordlicht/keys');
    expect((body as unknown[]).length).toBe(31);
  }
});

test('without Redis a request is a 503 that says so; nothing is over-served, and it recovers by itself', async () => {
  const mocks = await replicas(3);
  expect(await burst(mocks, 30)).toEqual({ 200: 30 });
  await redis.stop();
  const down = await get(mocks[0]);
  expect(down).toMatchObject({ status: 503, retryAfter: '1' });
  expect(down.body).toContain('The shared store (Redis at 127.0.0.1');
  expect(await burst(mocks, 30)).toEqual({ 503: 30 });
  expect((await control(mocks[1], 'GET', '/state')).status).toBe(503);
  expect((await control(mocks[1], 'POST', '/providers/northwind/budget/refill')).status).toBe(503);
  await redis.start();
  await expect.poll(async () => (await control(mocks[2], 'GET', '/state')).status, SOON).toBe(200);
  await expect.poll(async () => (await burst(mocks, 3, FOREIGN))[200], SOON).toBe(3);
  // The rest of the window, and no more.
  expect(await burst(mocks, 60)).toEqual({ 200: 20, 429: 40 });
});

test('a Redis that hangs is a 503 within seconds', async () => {
  const mocks = await replicas(3);
  redis.hang();
  const began = performance.now();
  expect(await burst(mocks, 12)).toEqual({ 503: 12 });
  expect(performance.now() - began).toBeLessThan(10_000);
  redis.wake();
  await expect.poll(async () => (await get(mocks[0], FOREIGN)).status, SOON).toBe(200);
});

test('a Redis that lost its memory gets the keys from a replica, and serves nobody twice: the window is waited for', async () => {
  const mocks = await replicas(3, { rateWindowSeconds: 8 });
  expect(await burst(mocks, 60)).toEqual({ 200: 50, 429: 10 });
  await redis.stop('forget');
  await redis.start();
  await expect.poll(async () => (await get(mocks[0])).status, SOON).toBe(429);
  expect((await burst(mocks, 30))[200]).toBeUndefined();
  await expect.poll(async () => (await get(mocks[1])).status, SOON).toBe(200);
});

/** A replica as a process of its own, by the command; `kill` leaves it no time for last words. */
async function replicaProcess(): Promise<{ baseUrl: string; controlUrl: string; kill(): Promise<void> }> {
  const child = spawn(
    process.execPath,
    [asset('cli/mitp.mjs'), 'mock', '--store', redis.url, '--port', '0', '--size', 'small'],
    {
      env: { ...process.env, MITP_MOCK_API_KEY: ACTIVE, MITP_MOCK_FOREIGN_API_KEY: FOREIGN },
      stdio: ['ignore', 'ignore', 'pipe'],
    },
  );
  const url = await new Promise<string>((resolve) => {
    let text = '';
    child.stderr.on('data', (chunk: Buffer) => {
      text += String(chunk);
      const [, origin] = /API +(http:\S+)\/public-api\/v1/.exec(text) ?? [];
      if (origin !== undefined) resolve(origin);
    });
  });
  const kill = () => new Promise<void>((resolve) => child.once('exit', () => resolve()).kill('SIGKILL'));
  return { baseUrl: `${url}/public-api/v1`, controlUrl: `${url}/__mock`, kill };
}

test('a replica that is killed and started again loses nothing: keys, quota, clock and journal are there', async () => {
  const [other] = await replicas(1);
  const mortal = await replicaProcess();
  const mocks = [mortal as unknown as Mock, other] as const;
  const { body: key } = await control(mocks[0], 'POST', '/providers/northwind/keys', { name: 'kept' });
  const { value } = key as { value: string };
  await control(mocks[0], 'POST', '/clock/advance', { ms: 3_600_000 });
  await control(mocks[0], 'POST', '/clock/freeze');
  expect(await burst(mocks, 40, value)).toEqual({ 200: 40 });
  await mortal.kill();
  const [again] = await replicas(1);
  expect(await burst([again, mocks[1]], 30, value)).toEqual({ 200: 10, 429: 20 });
  const { body: state } = await control(again, 'GET', '/state');
  const { clock, providers } = state as {
    clock: { now: string; frozen: boolean };
    providers: { keys: { name: string; lastUsedAt: string | null }[]; budget: { left: number } }[];
  };
  expect(clock.frozen).toBe(true);
  expect(Date.parse(clock.now) - Date.now()).toBeGreaterThan(3_000_000);
  expect(providers[0]?.budget.left).toBe(0);
  expect(providers[0]?.keys.find(({ name }) => name === 'kept')?.lastUsedAt).not.toBeNull();
  const { body: journal } = await control(again, 'GET', '/journal?status=200');
  expect(journal as unknown[]).toHaveLength(50);
});

test('the control page of each replica shows the requests to all, and resets all', async () => {
  const mocks = await replicas(3);
  await burst(mocks, 6);
  for (const mock of mocks) {
    const { body } = await control(mock, 'GET', '/journal');
    const entries = body as { id: number; keyName: string }[];
    expect(entries).toHaveLength(6);
    expect(new Set(entries.map(({ id }) => id)).size).toBe(6);
    const found = await control(mock, 'GET', `/journal/${String(entries[0]?.id)}`);
    expect(found.body).toMatchObject({ id: entries[0]?.id, status: 200 });
  }
  expect((await control(mocks[0], 'POST', '/providers/northwind/budget/spend')).body).toMatchObject({ left: 0 });
  expect(await burst(mocks, 3)).toEqual({ 429: 3 });
  expect((await control(mocks[1], 'POST', '/reset')).status).toBe(204);
  expect(await burst(mocks, 3)).toEqual({ 200: 3 });
  expect((await control(mocks[2], 'GET', '/journal')).body).toHaveLength(3);
});

test('no key value is in Redis', async () => {
  const mocks = await replicas(2);
  await burst(mocks, 4);
  await get(mocks[0], 'B'.repeat(40));
  const { createClient } = await import('@redis/client');
  const client = createClient({ url: redis.url });
  await client.connect();
  const texts: string[] = [];
  for (const name of await client.keys('*')) texts.push(name, JSON.stringify(await client.sendCommand(['DUMP', name])));
  const state = await client.hGetAll('myitprocess-mock:state');
  const journal = await client.lRange('myitprocess-mock:journal', 0, -1);
  await client.close();
  const all = `${texts.join('\n')}${JSON.stringify(state)}${journal.join('\n')}`;
  for (const value of [ACTIVE, FOREIGN, 'B'.repeat(40), mocks[0].keys.sibling]) expect(all).not.toContain(value);
});

test('a store that cannot be reached, or is none, is one line at the start', async () => {
  await expect(startMock({ store: 'redis://127.0.0.1:9' })).rejects.toThrow(
    /Redis at 127\.0\.0\.1:9\) does not respond/,
  );
  await expect(startMock({ store: 'http://127.0.0.1:9' })).rejects.toThrow('an address such as redis://');
});
