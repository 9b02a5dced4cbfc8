import { expect, test } from '@playwright/test';
import nock from 'nock';
import { rawRequest } from '../../../verifier/requests.ts';
import { Budget } from '../../../verifier/budget.ts';
import type { RunClock } from '../../../verifier/clock.ts';
import { Recorder } from '../../../verifier/recorder.ts';
import { Client } from '../../../verifier/client.ts';
import { Secrets } from '../../../verifier/secrets.ts';

const HOST = 'http://target.example';
const KEY = 'a1B2c3D4e5F6g7H8i9J0';
const START = Date.parse('2026-03-01T12:00:00Z');

/** A clock that passes only while somebody sleeps, and tells how long. */
function sleepingClock(): RunClock & { slept: number[] } {
  let now = START;
  const slept: number[] = [];
  return {
    slept,
    now: () => now,
    sleep: (ms) => {
      slept.push(ms);
      now += ms;
      return Promise.resolve();
    },
  };
}

function clientOver(clock: RunClock, budget = new Budget(50, 60_000)) {
  const recorder = new Recorder();
  const secrets = new Secrets({ active: KEY });
  const parts = {
    baseUrl: `${HOST}/public-api/v1`,
    secrets,
    recorder,
    clock,
    windowMs: 60_000,
    budgetOf: () => budget,
  };
  return { client: new Client(parts), recorder };
}

const request = rawRequest('/clients');

test.beforeAll(() => {
  // A worker keeps nock between files, and each file that is done with it restores the real network.
  if (!nock.isActive()) nock.activate();
  nock.disableNetConnect();
});
test.afterEach(() => nock.cleanAll());
test.afterAll(() => {
  nock.enableNetConnect();
  nock.restore();
});

test('the probe waits for the window once the budget is spent', async () => {
  nock(HOST).get('/public-api/v1/clients').times(3).reply(200, '{}');
  const clock = sleepingClock();
  const { client } = clientOver(clock, new Budget(2, 60_000));
  for (const fresh of ['1', '2', '3']) await client.send({ ...request, fresh });
  expect(clock.slept).toEqual([60_000]);
});

test('the same question is asked once', async () => {
  nock(HOST).get('/public-api/v1/clients').once().reply(200, '{}');
  const { client, recorder } = clientOver(sleepingClock());
  await client.send(request);
  await client.send(request);
  expect(recorder.all()).toHaveLength(1);
});

for (const [form, value] of [
  ['seconds', '7'],
  ['a date', new Date(START + 7_000).toUTCString()],
] as const) {
  test(`an unplanned 429 is waited for by its Retry-After in ${form}, and counted`, async () => {
    nock(HOST)
      .get('/public-api/v1/clients')
      .reply(429, '', { 'retry-after': value })
      .get('/public-api/v1/clients')
      .reply(200, '{}');
    const clock = sleepingClock();
    const { client } = clientOver(clock);
    const exchange = await client.send(request);
    expect(exchange.response?.status).toBe(200);
    expect(clock.slept).toEqual([7_500]);
    expect(client.unplanned429).toBe(1);
  });
}

test('a Retry-After of an hour is waited for no longer than one window', async () => {
  nock(HOST)
    .get('/public-api/v1/clients')
    .reply(429, '', { 'retry-after': '3600' })
    .get('/public-api/v1/clients')
    .reply(200, '{}');
  const clock = sleepingClock();
  await clientOver(clock).client.send(request);
  expect(clock.slept).toEqual([60_500]);
});

test('a redirect is an answer and the key does not travel along', async () => {
  nock(HOST).get('/public-api/v1/clients').reply(302, '', { location: 'http://elsewhere.example/' });
  const elsewhere = nock('http://elsewhere.example').get('/').reply(200, '{}');
  const { client } = clientOver(sleepingClock());
  const exchange = await client.send(request);
  expect(exchange.response?.status).toBe(302);
  expect(elsewhere.isDone()).toBe(false);
});

test('502, 503, 504 and a broken connection are asked again a few times, and never taken for the answer', async () => {
  nock(HOST).get('/public-api/v1/clients').reply(502).get('/public-api/v1/clients').replyWithError('socket hang up');
  nock(HOST).get('/public-api/v1/clients').times(5).reply(504);
  const { client, recorder } = clientOver(sleepingClock());
  await client.send(request);
  expect(recorder.all()).toHaveLength(4);
  expect(recorder.find(request)).toBeUndefined();
});

test('a target is down once many requests in a row, to several lists, and a last look got nothing but a gateway', async () => {
  nock(HOST)
    .get(/clients|users|meetings/)
    .times(34)
    .reply(503)
    .get(/clients|users|meetings/)
    .reply(200, '{}');
  const { client } = clientOver(sleepingClock());
  const lists = ['clients', 'users', 'meetings'].map((name) => ({ ...rawRequest(`/${name}`), operation: name }));
  const sendTimes = async (count: number) => {
    for (let i = 0; i < count; i += 1) await client.fresh(lists[i % lists.length] ?? request);
  };
  await sendTimes(7);
  expect(client.down).toBeUndefined();
  await sendTimes(1);
  expect(client.down).toContain('requests in a row got nothing but status 503');
  // What was given up stays so, whatever a scenario that is under way gets later.
  await sendTimes(1);
  expect(client.down).toContain('requests in a row');
});

test('one list that is down is no target that is down, and an answer begins the count anew', async () => {
  nock(HOST)
    .get(/clients/)
    .times(60)
    .reply(503)
    .get(/users|meetings/)
    .times(60)
    .reply(200, '{}');
  const { client } = clientOver(sleepingClock());
  for (let i = 0; i < 10; i += 1) await client.fresh({ ...request, operation: 'clients' });
  expect(client.down).toBeUndefined();
  for (const name of ['users', 'meetings']) await client.fresh({ ...rawRequest(`/${name}`), operation: name });
  await client.fresh({ ...request, operation: 'clients' });
  expect(client.down).toBeUndefined();
});

test('a key that the target repeats is kept by its name alone', async () => {
  nock(HOST)
    .get('/public-api/v1/clients')
    .reply(400, `{"detail":"bad key ${KEY}"}`, { 'x-echo': encodeURIComponent(KEY) });
  const { client, recorder } = clientOver(sleepingClock());
  await client.send(request);
  expect(JSON.stringify(recorder.all())).not.toContain(KEY);
  expect(recorder.all()[0]?.response?.text).toContain('<active>');
});
