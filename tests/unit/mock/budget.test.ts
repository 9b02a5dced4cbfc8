import { expect, test } from '@playwright/test';

import { CONFORMING_LIMITERS, limiterOf } from '../../../mocks/limits/index.ts';
import { send, withMock } from './send.ts';

const LIMIT = { requests: 50, windowMs: 60_000 };
/** A clock minute, and some milliseconds into it. */
const START = 1_700_000_040_000 + 7_000;

const served = (limiter: ReturnType<typeof limiterOf>, times: number, now: number, account = 'north') =>
  Array.from({ length: times }, () => limiter.spend(account, now).allowed).filter(Boolean).length;

for (const name of CONFORMING_LIMITERS) {
  test(`LIM-01 LIM-02 ${name} serves 50 at once and rejects the 51st`, () => {
    const limiter = limiterOf(name, LIMIT);
    expect(served(limiter, 50, START)).toBe(50);
    expect(limiter.spend('north', START).allowed).toBe(false);
    expect(limiter.left('north', START)).toBe(0);
  });

  test(`LIM-05 ${name} leaves another provider's quota alone`, () => {
    const limiter = limiterOf(name, LIMIT);
    served(limiter, 60, START);
    expect(served(limiter, 60, START, 'south')).toBe(50);
  });

  test(`LIM-06 ${name} gives 50 back after a minute, whatever was rejected meanwhile`, () => {
    const limiter = limiterOf(name, LIMIT);
    served(limiter, 70, START);
    for (let at = START; at < START + 60_000; at += 250) limiter.left('north', at);
    expect(served(limiter, 60, START + 60_000)).toBe(50);
  });

  test(`LIM-07 ${name} serves again after exactly the time it names, not a millisecond sooner`, () => {
    const limiter = limiterOf(name, LIMIT);
    served(limiter, 50, START);
    const { waitMs } = limiter.spend('north', START);
    expect(waitMs).toBeGreaterThan(0);
    expect(waitMs).toBeLessThanOrEqual(60_000);
    expect(limiter.spend('north', START + waitMs - 1).allowed).toBe(false);
    expect(limiter.spend('north', START + waitMs).allowed).toBe(true);
  });

  test(`A snapshot of ${name} keeps what was spent`, () => {
    const limiter = limiterOf(name, LIMIT);
    served(limiter, 30, START);
    const restored = limiterOf(name, LIMIT);
    restored.restore(JSON.parse(JSON.stringify(limiter.snapshot())));
    expect(restored.left('north', START)).toBe(20);
  });
}

test('A fixed window opens with its first request, an aligned one with the clock minute', () => {
  const [fixed, aligned] = [limiterOf('fixed-window', LIMIT), limiterOf('aligned-window', LIMIT)];
  served(fixed, 50, START);
  served(aligned, 50, START);
  expect(fixed.spend('north', START).waitMs).toBe(60_000);
  expect(aligned.spend('north', START).waitMs).toBe(53_000);
});

test('A sliding window never serves more than the limit in any minute', () => {
  const limiter = limiterOf('sliding-window', LIMIT);
  const times: number[] = [];
  for (let at = START; at < START + 200_000; at += 137) if (limiter.spend('north', at).allowed) times.push(at);
  const within = (time: number) => times.filter((other) => other > time - 60_000 && other <= time).length;
  expect(Math.max(...times.map(within))).toBe(50);
});

test('LIM-03 LIM-04 LIM-08 LIM-12 the 51st request of a provider is 429, by whichever key and operation', async () => {
  await withMock(
    async (mock) => {
      mock.state.clock.freeze();
      const keys = [mock.keys.active, mock.keys.sibling];
      const paths = ['/clients', '/users', '/reviews'];
      for (let at = 0; at < 50; at += 1) {
        const headers = { 'mitp-api-key': keys[at % 2]! };
        expect((await send(mock, paths[at % 3]!, { headers })).status).toBe(200);
      }
      const { status, headers, body } = await send(mock, '/meetings');
      expect([status, headers.get('retry-after'), headers.get('cache-control')]).toEqual([429, '60', 'no-store']);
      expect(body.title).toBe('Too Many Requests');
      expect((await send(mock, '/clients', { headers: { 'mitp-api-key': mock.keys.foreign } })).status).toBe(200);
      mock.state.clock.advance(60_000);
      expect((await send(mock, '/clients')).status).toBe(200);
    },
    { rateLimit: 50 },
  );
});

test('LIM-09 LIM-10 neither rejected keys spend the quota nor new keys refill it', async () => {
  await withMock(
    async (mock) => {
      for (let at = 0; at < 5; at += 1)
        await send(mock, '/clients', { headers: { 'mitp-api-key': mock.keys.revoked } });
      expect(mock.state.limiter.left('northwind', mock.state.clock.now())).toBe(3);
      for (let at = 0; at < 3; at += 1) await send(mock, '/clients');
      const { value } = mock.state.keys.generate('northwind', 'another');
      expect((await send(mock, '/clients', { headers: { 'mitp-api-key': value } })).status).toBe(429);
    },
    { rateLimit: 3 },
  );
});

test('LIM-11 of 1,000 requests in flight exactly 50 are served', async () => {
  await withMock(
    async (mock) => {
      const responses = await Promise.all(Array.from({ length: 1000 }, () => send(mock, '/users?pageSize=1')));
      expect(responses.filter(({ status }) => status === 200)).toHaveLength(50);
      expect(responses.filter(({ status }) => status === 429)).toHaveLength(950);
    },
    { rateLimit: 50 },
  );
});

test('weighted-window keeps a share of the minute before, claims no conformity, and serves when it says', () => {
  expect(CONFORMING_LIMITERS).not.toContain('weighted-window');
  const limiter = limiterOf('weighted-window', LIMIT);
  expect(served(limiter, 60, START)).toBe(50);
  // 22 seconds into the next minute, 50 x 38/60 of the one before still count.
  expect(served(limiter, 60, START + 75_000)).toBe(18);
  const { waitMs } = limiter.spend('north', START + 75_000);
  expect(limiter.spend('north', START + 75_000 + waitMs - 5).allowed).toBe(false);
  expect(limiter.spend('north', START + 75_000 + waitMs + 5).allowed).toBe(true);
  expect(served(limiter, 60, START + 240_000)).toBe(50);
});
