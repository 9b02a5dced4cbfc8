import { expect, test } from '../../unit/browser-fixture.ts';
import { statusWith } from './api.ts';
import { confirmed, generateKey, record, signedInAtApiKeys, toApiKeys, valueField } from './steps.ts';

test('KEY-06 KEY-08 a revoked key is rejected at once; its record stays, without a value', async ({ page, mock }) => {
  await signedInAtApiKeys(page);
  const value = await generateKey(page, 'ci');
  expect(await statusWith(mock, value)).toBe(200);
  await toApiKeys(page);
  await confirmed(page, 'ci', 'Revoke');
  expect(await statusWith(mock, value)).toBe(401);
  await expect(record(page, 'ci')).toContainText('None');
  await expect(record(page, 'ci')).toContainText('Revoked');
  expect(await page.content()).not.toContain(value.slice(-4));
});

test('KEY-07 revoking asks first, and Cancel or Escape changes nothing', async ({ page, mock }) => {
  await signedInAtApiKeys(page);
  for (const leave of [
    () => page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click(),
    async () => {
      await page.waitForLoadState();
      await page.keyboard.press('Escape');
    },
  ]) {
    await record(page, 'Demo: active').getByRole('button', { name: 'Revoke' }).click();
    await expect(page.getByRole('dialog', { name: /Revoke “Demo: active”/ })).toBeVisible();
    await leave();
    await expect(page.getByRole('dialog')).toHaveCount(0);
    await expect(record(page, 'Demo: active')).toContainText('Active');
  }
  expect(await statusWith(mock, mock.keys.active)).toBe(200);
});

test('KEY-09 KEY-10 a revoked record is regenerated with a new value; the one before stays dead', async ({
  page,
  mock,
}) => {
  await signedInAtApiKeys(page);
  const old = await generateKey(page, 'ci');
  await toApiKeys(page);
  await confirmed(page, 'ci', 'Revoke');
  await record(page, 'ci').getByRole('button', { name: 'Regenerate' }).click();
  await expect(valueField(page)).not.toHaveValue('');
  const value = await valueField(page).inputValue();
  expect(value).not.toBe(old);
  expect([await statusWith(mock, value), await statusWith(mock, old)]).toEqual([200, 401]);
  await toApiKeys(page);
  await expect(record(page, 'ci')).toContainText(`••••••••••••${value.slice(-4)}`);
});

test('KEY-14 revoking one key leaves its siblings working', async ({ page, mock }) => {
  await signedInAtApiKeys(page);
  await confirmed(page, 'Demo: active', 'Revoke');
  expect([await statusWith(mock, mock.keys.active), await statusWith(mock, mock.keys.sibling)]).toEqual([401, 200]);
});

test('KEY-06 no request that starts after a revocation is served, with others in flight', async ({ page, mock }) => {
  await signedInAtApiKeys(page);
  const value = await generateKey(page, 'ci');
  await toApiKeys(page);
  await record(page, 'ci').getByRole('button', { name: 'Revoke' }).click();
  const first = await statusWith(mock, value);
  const pressed = page.getByRole('dialog').getByRole('button', { name: 'Revoke', exact: true }).click();
  const meanwhile = Array.from({ length: 30 }, () => statusWith(mock, value));
  await pressed;
  await expect(page.getByRole('status')).toContainText('revoked');
  const after = await Promise.all(Array.from({ length: 10 }, () => statusWith(mock, value)));
  expect([first, ...new Set(after)]).toEqual([200, 401]);
  for (const status of await Promise.all(meanwhile)) expect([200, 401]).toContain(status);
});
