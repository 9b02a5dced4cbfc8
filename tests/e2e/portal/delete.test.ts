import { startMock } from '../../../mocks/index.ts';
import { expect, test } from '../../unit/browser-fixture.ts';
import { statusWith } from './api.ts';
import { confirmed, generateKey, record, signedInAtApiKeys, toApiKeys } from './steps.ts';

test('KEY-11 a deleted key is rejected at once and its record is gone', async ({ page, mock }) => {
  await signedInAtApiKeys(page);
  const value = await generateKey(page, 'ci');
  await toApiKeys(page);
  await confirmed(page, 'ci', 'Delete');
  expect(await statusWith(mock, value)).toBe(401);
  await expect(record(page, 'ci')).toHaveCount(0);
});

test('KEY-12 deleting asks first, and Cancel changes nothing', async ({ page, mock }) => {
  await signedInAtApiKeys(page);
  await record(page, 'Demo: active').getByRole('button', { name: 'Delete' }).click();
  await expect(page.getByRole('dialog', { name: /Delete “Demo: active”/ })).toBeVisible();
  await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click();
  await expect(record(page, 'Demo: active')).toContainText('Active');
  expect(await statusWith(mock, mock.keys.active)).toBe(200);
});

test('KEY-13 a deleted key does not come back: not by reload, nor a new key of its name, nor a restart', async ({
  page,
  mock,
}) => {
  await signedInAtApiKeys(page);
  const value = await generateKey(page, 'ci');
  await toApiKeys(page);
  await confirmed(page, 'ci', 'Delete');
  await page.reload();
  await expect(record(page, 'ci')).toHaveCount(0);
  expect(await generateKey(page, 'ci')).not.toBe(value);
  expect(await statusWith(mock, value)).toBe(401);
  const restarted = await startMock({ size: 'small' });
  expect(await statusWith(restarted, value)).toBe(401);
  await restarted.close();
});

test('A revoked key can be deleted, and the last one leaves a page that says how to go on', async ({ page, mock }) => {
  await signedInAtApiKeys(page);
  for (const { name } of mock.state.keys.list('northwind')) await confirmed(page, name, 'Delete');
  await expect(page.getByText('There is no API key yet.')).toBeVisible();
});
