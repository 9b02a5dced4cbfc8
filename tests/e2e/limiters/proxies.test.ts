import { expect, test } from '@playwright/test';
import { judged } from './judged.ts';
import { haproxy, isInstalled, nginx } from './proxies.ts';

test.describe.configure({ mode: 'parallel' });

/** nginx counts in milliseconds and cannot do with windows of seconds: 60 a minute is one each second. */
const MINUTE = { limit: 60, windowMs: 60_000 };

const WITHOUT = (program: string) => `${program} is not installed: apt-get install ${program}`;

test('nginx with a burst of its whole rate, without delay, breaks no clause', async () => {
  test.skip(!isInstalled('nginx'), WITHOUT('nginx'));
  const { failed, why } = await judged(() => nginx('60r/m', 'burst=59 nodelay'), MINUTE);
  expect(failed, why).toEqual([]);
});

test('nginx that delays what comes too fast breaks LIM-02', async () => {
  test.skip(!isInstalled('nginx'), WITHOUT('nginx'));
  const { failed, why } = await judged(() => nginx('60r/m', 'burst=200'), MINUTE);
  expect(failed, why).toContain('LIM-02');
  expect(why).toContain('delays requests');
});

test('nginx at twice the rate breaks LIM-02 or LIM-06', async () => {
  test.skip(!isInstalled('nginx'), WITHOUT('nginx'));
  const { failed, why } = await judged(() => nginx('120r/m', 'burst=59 nodelay'), MINUTE);
  expect(
    failed.some((id) => ['LIM-02', 'LIM-06'].includes(id)),
    why || 'nothing failed',
  ).toBe(true);
});

test('haproxy that counts the requests of a provider breaks no clause', async () => {
  test.skip(!isInstalled('haproxy'), WITHOUT('haproxy'));
  const { failed, why } = await judged(() => haproxy(20, '3s'));
  expect(failed, why).toEqual([]);
});

test('haproxy with twice the limit breaks LIM-02', async () => {
  test.skip(!isInstalled('haproxy'), WITHOUT('haproxy'));
  const { failed, why } = await judged(() => haproxy(40, '3s'));
  expect(failed, why).toContain('LIM-02');
});
