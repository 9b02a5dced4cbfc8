import { expect, test } from '@playwright/test';
import { judged } from './judged.ts';
import { haproxy, isInstalled, nginx } from './proxies.ts';

test.describe.configure({ mode: 'parallel' });

/** nginx knows no windows: ten each second, and a burst of thirty in all, are thirty in three seconds. */
const THIRTY = { limit: 30, windowMs: 3_000 };

const WITHOUT = (program: string) => `${program} is not installed: apt-get install ${program}`;

test('nginx with a burst of its whole rate, without delay, breaks no clause', async () => {
  test.skip(!isInstalled('nginx'), WITHOUT('nginx'));
  const { failed, why } = await judged(() => nginx('10r/s', 'burst=29 nodelay'), THIRTY);
  expect(failed, why).toEqual([]);
});

test('nginx that delays what comes too fast breaks LIM-02', async () => {
  test.skip(!isInstalled('nginx'), WITHOUT('nginx'));
  const { failed, why } = await judged(() => nginx('10r/s', 'burst=200'), THIRTY);
  expect(failed, why).toContain('LIM-02');
  expect(why).toContain('delays requests');
});

test('nginx at twice the rate breaks LIM-02 or LIM-06', async () => {
  test.skip(!isInstalled('nginx'), WITHOUT('nginx'));
  const { failed, why } = await judged(() => nginx('20r/s', 'burst=29 nodelay'), THIRTY);
  expect(
    failed.some((id) => ['LIM-02', 'LIM-06'].includes(id)),
    why || 'nothing failed',
  ).toBe(true);
});

test('nginx at half the rate breaks LIM-06', async () => {
  test.skip(!isInstalled('nginx'), WITHOUT('nginx'));
  const { failed, why } = await judged(() => nginx('5r/s', 'burst=29 nodelay'), THIRTY);
  expect(failed, why).toContain('LIM-06');
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

test('haproxy over half the period breaks LIM-02 or LIM-06', async () => {
  test.skip(!isInstalled('haproxy'), WITHOUT('haproxy'));
  const { failed, why } = await judged(() => haproxy(20, '1500ms'));
  expect(
    failed.some((id) => ['LIM-02', 'LIM-06'].includes(id)),
    why || 'nothing failed',
  ).toBe(true);
});
