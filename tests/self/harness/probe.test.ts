import { expect, test } from '@playwright/test';
import nock from 'nock';
import { rawAsk } from '../../harness/asks.ts';
import { Budget } from '../../harness/budget.ts';
import type { RunClock } from '../../harness/clock.ts';
import { Ledger } from '../../harness/ledger.ts';
import { Probe } from '../../harness/probe.ts';
import { Secrets } from '../../harness/secrets.ts';

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

function probeOver(clock: RunClock, budget = new Budget(50, 60_000)) {
  const ledger = new Ledger();
  const secrets = new Secrets({ active: KEY });
  const parts = { baseUrl: `${HOST}/public-api/v1`, secrets, ledger, clock, windowMs: 60_000, budgetOf: () => budget };
  return { probe: new Probe(parts), ledger };
}

const ask = rawAsk('/clients');

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
  const { probe } = probeOver(clock, new Budget(2, 60_000));
  for (const fresh of ['1', '2', '3']) await probe.ask({ ...ask, fresh });
  expect(clock.slept).toEqual([60_000]);
});

test('the same question is asked once', async () => {
  nock(HOST).get('/public-api/v1/clients').once().reply(200, '{}');
  const { probe, ledger } = probeOver(sleepingClock());
  await probe.ask(ask);
  await probe.ask(ask);
  expect(ledger.all()).toHaveLength(1);
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
    const { probe } = probeOver(clock);
    const exchange = await probe.ask(ask);
    expect(exchange.answer?.status).toBe(200);
    expect(clock.slept).toEqual([7_500]);
    expect(probe.unplanned429).toBe(1);
  });
}

test('a redirect is an answer and the key does not travel along', async () => {
  nock(HOST).get('/public-api/v1/clients').reply(302, '', { location: 'http://elsewhere.example/' });
  const elsewhere = nock('http://elsewhere.example').get('/').reply(200, '{}');
  const { probe } = probeOver(sleepingClock());
  const exchange = await probe.ask(ask);
  expect(exchange.answer?.status).toBe(302);
  expect(elsewhere.isDone()).toBe(false);
});

test('502, 503, 504 and a broken connection are asked again a few times, and never taken for the answer', async () => {
  nock(HOST).get('/public-api/v1/clients').reply(502).get('/public-api/v1/clients').replyWithError('socket hang up');
  nock(HOST).get('/public-api/v1/clients').times(5).reply(504);
  const { probe, ledger } = probeOver(sleepingClock());
  await probe.ask(ask);
  expect(ledger.all()).toHaveLength(4);
  expect(ledger.find(ask)).toBeUndefined();
});

test('a target is down once several questions in a row, to several lists, got nothing but a gateway', async () => {
  nock(HOST)
    .get(/clients|users|meetings/)
    .times(32)
    .reply(503)
    .get(/clients|users|meetings/)
    .reply(200, '{}');
  const { probe } = probeOver(sleepingClock());
  const lists = ['clients', 'users', 'meetings'].map((name) => ({ ...rawAsk(`/${name}`), operation: name }));
  const askTimes = async (count: number) => {
    for (let i = 0; i < count; i += 1) await probe.fresh(lists[i % lists.length] ?? ask);
  };
  await askTimes(7);
  expect(probe.down).toBeUndefined();
  await askTimes(1);
  expect(probe.down).toContain('8 questions in a row got nothing but status 503');
  // What was given up stays so, whatever a scene that is under way gets later.
  await askTimes(1);
  expect(probe.down).toContain('8 questions in a row');
});

test('one list that is down is no target that is down, and an answer begins the count anew', async () => {
  nock(HOST)
    .get(/clients/)
    .times(60)
    .reply(503)
    .get(/users|meetings/)
    .times(60)
    .reply(200, '{}');
  const { probe } = probeOver(sleepingClock());
  for (let i = 0; i < 10; i += 1) await probe.fresh({ ...ask, operation: 'clients' });
  expect(probe.down).toBeUndefined();
  for (const name of ['users', 'meetings']) await probe.fresh({ ...rawAsk(`/${name}`), operation: name });
  await probe.fresh({ ...ask, operation: 'clients' });
  expect(probe.down).toBeUndefined();
});

test('a key that the target repeats is kept by its name alone', async () => {
  nock(HOST)
    .get('/public-api/v1/clients')
    .reply(400, `{"detail":"bad key ${KEY}"}`, { 'x-echo': encodeURIComponent(KEY) });
  const { probe, ledger } = probeOver(sleepingClock());
  await probe.ask(ask);
  expect(JSON.stringify(ledger.all())).not.toContain(KEY);
  expect(ledger.all()[0]?.answer?.text).toContain('<active>');
});
