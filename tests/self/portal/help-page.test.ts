import { expect, test } from '../browser-fixture.ts';

/** The vendor's help page, step by step and in its words; each test is one of its sections. */
const NAME = 'Quarterly report';

test('KEY-01 KEY-03 the section "API authentication": from the username in the header to the copied key', async ({
  page,
  context,
  mock,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.goto('/portal');
  await page.getByRole('button', { name: 'Continue as Ada Berger' }).first().click();
  // "In the upper-right corner of the header, click your username (My Account) and select Account Settings."
  const username = page.getByRole('banner').getByRole('button', { name: /Ada Berger.*My Account/ });
  const { x, y } = (await username.boundingBox()) ?? { x: 0, y: 0 };
  expect([x > 900, y < 80]).toEqual([true, true]);
  await username.click();
  await page.getByRole('link', { name: 'Account Settings' }).click();
  // "Click the API Keys tab. Click Add API key."
  await page.getByRole('tab', { name: 'API Keys' }).click();
  await page.getByRole('button', { name: 'Add API key' }).click();
  // "In the API key name field, enter a descriptive name. Click Generate."
  const field = page.getByRole('textbox', { name: 'API key', exact: true });
  await expect(field).toHaveValue('');
  await page.getByRole('textbox', { name: 'API key name' }).fill(NAME);
  await page.getByRole('button', { name: 'Generate' }).click();
  // "The API key field is automatically populated with a unique key. Click the copy icon."
  await expect(field).not.toHaveValue('');
  const value = await field.inputValue();
  await page.getByRole('button', { name: 'Copy' }).click();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(value);
  expect(mock.state.keys.authenticate(value)?.name).toBe(NAME);
  // "The key is masked and no longer copyable after leaving this page and then returning to it."
  await page.getByRole('tab', { name: 'API Keys' }).click();
  const row = page.getByRole('row', { name: NAME });
  await expect(row).toContainText(`••••••••••••${value.slice(-4)}`);
  await expect(page.getByRole('button', { name: 'Copy' })).toHaveCount(0);
});

test('DOC-02 the section "Authorizing your requests": Authorize is at the upper right, and takes the key', async ({
  page,
  mock,
}) => {
  await page.goto('/index.html');
  const authorize = page.getByRole('button', { name: 'Authorize' });
  await expect(authorize).toBeVisible();
  const { x, y } = (await authorize.boundingBox()) ?? { x: 0, y: 0 };
  expect([x > 900, y < 720]).toEqual([true, true]);
  await authorize.click();
  await page.locator('.modal-ux').getByRole('textbox').fill(mock.keys.active);
  await page.getByRole('button', { name: 'Apply credentials' }).click();
  await expect(page.locator('.modal-ux')).toContainText('Authorized');
});

test('KEY-06 KEY-07 KEY-08 KEY-09 the section "Revoking an API key": the value goes, the record remains', async ({
  page,
  mock,
}) => {
  await page.goto('/portal/account/api-keys');
  await page.getByRole('button', { name: 'Continue as Ada Berger' }).first().click();
  // "Click Revoke for the key you want to revoke. In the confirmation pop-up window, click Revoke."
  const row = page.getByRole('row', { name: 'Demo: active' });
  await row.getByRole('button', { name: 'Revoke' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Revoke', exact: true }).click();
  // "The key value is removed, but its record remains. A new, unique key value can be regenerated for the record."
  await expect(row).toContainText('Revoked');
  expect(mock.state.keys.authenticate(mock.keys.active)).toBeUndefined();
  await row.getByRole('button', { name: 'Regenerate' }).click();
  const field = page.getByRole('textbox', { name: 'API key', exact: true });
  await expect(field).toHaveValue(/^[A-Za-z0-9]{40}$/);
  await expect(field).not.toHaveValue(mock.keys.active);
  expect(mock.state.keys.authenticate(await field.inputValue())?.name).toBe('Demo: active');
});

test('KEY-11 KEY-12 the section "Deleting an API key": the - icon, a pop-up, and record and value are gone', async ({
  page,
  mock,
}) => {
  await page.goto('/portal/account/api-keys');
  await page.getByRole('button', { name: 'Continue as Ada Berger' }).first().click();
  // "Click the - icon for the key you want to delete. In the confirmation pop-up window, click Delete."
  const row = page.getByRole('row', { name: 'Demo: active' });
  await row.getByRole('button', { name: 'Delete' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
  await expect(row).toHaveCount(0);
  expect(mock.state.keys.authenticate(mock.keys.active)).toBeUndefined();
});
