import { expect, test } from '../../unit/browser-fixture.ts';
import { ADMIN, confirmed, generateKey, record, signedInAtApiKeys, signIn, toApiKeys, valueField } from './steps.ts';

test('No page of the portal is wider than a telephone', async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 700 });
  const overflow = async () => {
    // A page that was just gone to has its styles a moment later than its text.
    await page.waitForLoadState('load');
    return page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  };
  await page.goto('/portal');
  expect(await overflow()).toBe(0);
  await signedInAtApiKeys(page);
  await generateKey(page, 'W'.repeat(100));
  expect(await overflow()).toBe(0);
  await toApiKeys(page);
  expect(await overflow()).toBe(0);
  await record(page, 'W'.repeat(100)).getByRole('button', { name: 'Revoke' }).click();
  await expect(page.getByRole('dialog')).toBeVisible();
  expect(await overflow()).toBe(0);
});

test('A key is made, copied and revoked by keyboard alone', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const press = async (...keys: string[]) => {
    for (const key of keys) await page.keyboard.press(key);
  };
  await signIn(page, ADMIN);
  await page.getByRole('button', { name: 'My Account' }).focus();
  await press('Enter', 'Tab', 'Enter');
  await page.getByRole('tab', { name: 'General' }).focus();
  await press('ArrowRight', 'Space');
  await page.getByRole('button', { name: 'Add API key' }).focus();
  await press('Enter');
  await expect(page.getByRole('textbox', { name: 'API key name' })).toBeFocused();
  await page.keyboard.type('by keyboard');
  await press('Enter');
  await expect(valueField(page)).not.toHaveValue('');
  await valueField(page).focus();
  await press('Tab', 'Enter');
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(await valueField(page).inputValue());
  await toApiKeys(page);
  await record(page, 'by keyboard').getByRole('button', { name: 'Revoke' }).focus();
  await press('Enter');
  await expect(page.getByRole('dialog').getByRole('button', { name: 'Cancel' })).toBeFocused();
  await press('Tab', 'Enter');
  await expect(record(page, 'by keyboard')).toContainText('Revoked');
});

test('A pop-up gives the focus back to its button, and after the deed to what came of it', async ({ page }) => {
  await signedInAtApiKeys(page);
  const row = record(page, 'Demo: active');
  for (const action of ['Revoke', 'Delete']) {
    await row.getByRole('button', { name: action }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click();
    await expect(row.getByRole('button', { name: action })).toBeFocused();
    await row.getByRole('button', { name: action }).click();
    await page.waitForLoadState();
    await expect(page).toHaveTitle(new RegExp(`^${action} API key · `));
    await page.keyboard.press('Escape');
    await expect(row.getByRole('button', { name: action })).toBeFocused();
  }
  await confirmed(page, 'Demo: active', 'Revoke');
  await expect(page.getByRole('status')).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(page.getByRole('button', { name: 'Add API key' })).toBeFocused();
});

test('My Account closes with Escape and gives the focus back', async ({ page }) => {
  await signedInAtApiKeys(page);
  const account = page.getByRole('button', { name: 'My Account' });
  await account.click();
  await page.getByRole('link', { name: 'Account Settings' }).focus();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('link', { name: 'Account Settings' })).toBeHidden();
  await expect(account).toBeFocused();
});

test('Nothing behind a pop-up can be reached', async ({ page }) => {
  await signedInAtApiKeys(page);
  await record(page, 'Demo: active').getByRole('button', { name: 'Revoke' }).click();
  const reached = new Set<string | null>();
  for (let presses = 0; presses < 8; presses += 1) {
    await page.keyboard.press('Tab');
    reached.add(await page.evaluate(() => document.activeElement?.closest('button')?.textContent ?? null));
  }
  reached.delete(null);
  expect([...reached].map((name) => name?.trim()).sort()).toEqual(['Cancel', 'Revoke']);
});

test('Without JavaScript everything works but copying', async ({ browser, mock }) => {
  const context = await browser.newContext({ baseURL: mock.url, javaScriptEnabled: false });
  const page = await context.newPage();
  await signedInAtApiKeys(page);
  const value = await generateKey(page, 'plain');
  expect(mock.state.keys.authenticate(value)?.name).toBe('plain');
  await expect(page.getByRole('button', { name: 'Copy' })).toBeHidden();
  await toApiKeys(page);
  await record(page, 'plain').getByRole('button', { name: 'Revoke' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click();
  await record(page, 'plain').getByRole('button', { name: 'Revoke' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Revoke', exact: true }).click();
  await record(page, 'plain').getByRole('button', { name: 'Regenerate' }).click();
  await expect(valueField(page)).not.toHaveValue('');
  await toApiKeys(page);
  await record(page, 'plain').getByRole('button', { name: 'Delete' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
  await expect(page.getByRole('status')).toHaveText('“plain” is deleted.');
  await page.getByRole('button', { name: 'My Account' }).click();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
  await context.close();
});
