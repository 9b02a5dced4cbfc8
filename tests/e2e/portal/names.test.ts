import { expect, test } from '../../unit/browser-fixture.ts';
import { record, signedInAtApiKeys, toApiKeys } from './steps.ts';

/** The names by which suites of other people's, too, find the portal's controls: each is fixed. */

test('The way to the keys has its fixed names: My Account in the header, Account Settings, API Keys', async ({
  page,
}) => {
  await signedInAtApiKeys(page);
  const account = page.getByRole('banner').getByRole('button', { name: 'My Account' });
  await expect(account).toHaveCount(1);
  await account.click();
  await page.getByRole('link', { name: 'Account Settings', exact: true }).click();
  await page.getByRole('tab', { name: 'API Keys', exact: true }).click();
  await expect(page.getByRole('tab', { name: 'API Keys', exact: true, selected: true })).toBeVisible();
});

test('Making a key has its fixed names: Add API key, API key name, Generate, API key, Copy', async ({ page }) => {
  await signedInAtApiKeys(page);
  await page.getByRole('button', { name: 'Add API key', exact: true }).click();
  const value = page.getByRole('textbox', { name: 'API key', exact: true });
  await expect(value).toHaveCount(1);
  await page.getByRole('textbox', { name: 'API key name', exact: true }).fill('names');
  await page.getByRole('button', { name: 'Generate', exact: true }).click();
  await expect(value).toHaveValue(/^[A-Za-z0-9]{40}$/);
  await expect(page.getByRole('button', { name: 'Copy' })).toHaveCount(1);
});

test('Each record is a row with its name and its controls; the pop-ups have Revoke or Delete, and Cancel', async ({
  page,
}) => {
  await signedInAtApiKeys(page);
  const controls = async (name: string) =>
    Promise.all(
      ['Revoke', 'Regenerate', 'Delete'].map((control) =>
        record(page, name).getByRole('button', { name: control, exact: false }).count(),
      ),
    );
  for (const name of ['Demo: active', 'Demo: sibling', 'Demo: revoked']) {
    await expect(page.getByRole('row', { name })).toHaveCount(1);
  }
  expect(await controls('Demo: active')).toEqual([1, 0, 1]);
  // A name may hold the word itself: what counts is the button's own first word.
  await expect(record(page, 'Demo: revoked').getByRole('button', { name: /^Regenerate/ })).toHaveCount(1);
  await expect(record(page, 'Demo: revoked').getByRole('button', { name: /^Delete/ })).toHaveCount(1);
  await expect(record(page, 'Demo: revoked').getByRole('button', { name: /^Revoke/ })).toHaveCount(0);
  for (const action of ['Revoke', 'Delete']) {
    await toApiKeys(page);
    await record(page, 'Demo: active').getByRole('button', { name: action }).click();
    const dialog = page.getByRole('dialog');
    await expect(dialog.getByRole('button')).toHaveText(['Cancel', action]);
    await expect(dialog.getByRole('button', { name: action, exact: true })).toHaveCount(1);
  }
});
