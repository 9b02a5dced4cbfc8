import { expect, test } from '../../unit/browser-fixture.ts';
import { ADMIN, ENGINEER, OTHER_ADMIN, signedInAtApiKeys, signIn, VCIO } from './steps.ts';

test('A person signs in by choosing a demo user, and the header shows who they are', async ({ page }) => {
  await page.goto('/portal');
  await page.getByRole('button', { name: 'Continue as Enid Grey' }).first().click();
  await expect(page.getByRole('banner').getByRole('button', { name: 'My Account' })).toHaveText(/Enid Grey/);
});

test('A wrong password or an unknown username is rejected in words, and the username stays', async ({ page }) => {
  for (const [username, password] of [
    [ADMIN, 'wrong'],
    ['nobody@nowhere.example', 'demo'],
  ] as const) {
    await page.goto('/portal');
    await page.getByLabel('Username').fill(username);
    await page.getByLabel('Password').fill(password);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await expect(page.getByRole('alert')).toHaveText('This username and password do not go together.');
    await expect(page.getByLabel('Username')).toHaveValue(username);
  }
});

test('Signing in leads to the page that asked for it', async ({ page }) => {
  await page.goto('/portal/account/api-keys');
  await page.getByRole('button', { name: 'Continue as Ada Berger' }).first().click();
  await expect(page).toHaveURL(/\/portal\/account\/api-keys$/);
});

test('A sign-in never leads to another site', async ({ page, mock }) => {
  await page.goto('/portal/sign-in?next=//example.com/portal');
  await page.getByRole('button', { name: 'Continue as Ada Berger' }).first().click();
  await expect(page).toHaveURL(`${mock.url}/portal`);
});

test('After signing out the pages are closed, also by Back', async ({ page }) => {
  await signedInAtApiKeys(page);
  await page.getByRole('button', { name: 'My Account' }).click();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(page).toHaveURL(/sign-in$/);
  await page.goBack();
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
});

test('KEY-16 the roles vCIO and Engineer are told why they may not open Account Settings', async ({ page, mock }) => {
  for (const [username, role] of [
    [VCIO, 'vCIO'],
    [ENGINEER, 'Engineer'],
  ] as const) {
    await page.context().clearCookies();
    await signIn(page, username);
    for (const path of ['/account', '/account/api-keys', '/account/api-keys/new']) {
      const response = await page.goto(mock.portalUrl + path);
      expect(response?.status(), `${role} ${path}`).toBe(403);
      await expect(page.getByText(`Your role is ${role}.`)).toBeVisible();
      await expect(page.getByText('Demo: active')).toHaveCount(0);
    }
  }
});

test("KEY-16 another provider's administrator neither sees nor reaches a key", async ({ page, mock }) => {
  const [key] = mock.state.keys.list('northwind');
  await signedInAtApiKeys(page, OTHER_ADMIN);
  await expect(page.getByText('Demo: active')).toHaveCount(0);
  for (const action of ['revoke', 'delete']) {
    const response = await page.goto(`/portal/account/api-keys/${key!.id}/${action}`);
    expect(response?.status(), action).toBe(404);
    expect(await response?.text()).not.toContain(key!.name);
  }
});
