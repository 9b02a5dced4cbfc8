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
