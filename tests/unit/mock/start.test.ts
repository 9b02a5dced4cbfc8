import { once } from 'node:events';
import { connect } from 'node:net';
import { expect, test } from '@playwright/test';

import { startMock } from '../../../mocks/index.ts';

test('Two mocks in one process share neither port nor keys', async () => {
  const [a, b] = await Promise.all([startMock({ size: 'small' }), startMock({ size: 'small' })]);
  expect(a.url).not.toBe(b.url);
  expect(a.keys.active).not.toBe(b.keys.active);
  expect(b.state.keys.authenticate(a.keys.active)).toBeUndefined();
  await Promise.all([a.close(), b.close()]);
});

test('A mock that is closed twice is closed', async () => {
  const mock = await startMock({ size: 'small' });
  await mock.close();
  await mock.close();
  await expect(fetch(mock.url)).rejects.toThrow();
});

test('Demo keys that have to outlast a restart can be given', async () => {
  const active = 'a'.repeat(39) + 'B';
  const mock = await startMock({ size: 'small', demoKeys: { active } });
  expect(mock.state.keys.authenticate(active)?.name).toBe('Demo: active');
  await mock.close();
  await expect(startMock({ demoKeys: { active: 'short' } })).rejects.toThrow('40 letters and digits');
});

test('A mock closes soon after the last response, whatever connections are kept open or were never used', async () => {
  const mock = await startMock({ size: 'small', latency: { ms: 150 } });
  const silent = connect(Number(new URL(mock.url).port), '127.0.0.1').on('error', () => undefined);
  await once(silent, 'connect');
  const slow = fetch(`${mock.baseUrl}/clients`, { headers: { 'mitp-api-key': mock.keys.active } });
  await new Promise((resolve) => setTimeout(resolve, 50));
  const began = performance.now();
  await mock.close();
  expect(performance.now() - began).toBeLessThan(1500);
  expect((await slow).status).toBe(200);
});

test('Visitors of the pages leave Request and Response of the process as they are', async () => {
  const before = [globalThis.Request, globalThis.Response];
  const mock = await startMock({ size: 'small' });
  expect((await fetch(`${mock.controlUrl}/state`)).status).toBe(200);
  expect([globalThis.Request, globalThis.Response]).toEqual(before);
  await mock.close();
});
