import type { Page } from '@playwright/test';

import { expect } from '../../unit/browser-fixture.ts';

/** The demo people of the main provider. */
export const ADMIN = 'admin@northwind-managed-it.example';
export const VCIO = 'vcio@northwind-managed-it.example';
export const ENGINEER = 'engineer@northwind-managed-it.example';
/** The administrator of another provider. */
export const OTHER_ADMIN = 'admin@nordlicht-it-service-gmbh.example';

/** Signs in by the two fields, as automation does. */
export async function signIn(page: Page, username: string): Promise<void> {
  await page.goto('/portal');
  await page.getByLabel('Username').fill(username);
  await page.getByLabel('Password').fill('demo');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page).toHaveURL(/\/portal$/);
}

/** The short way to the API Keys tab, for tests of something else. */
export async function toApiKeys(page: Page): Promise<void> {
  await page.goto('/portal/account/api-keys');
}

/** Signs in without drawing a page, and goes to the API Keys tab. */
export async function signedInAtApiKeys(page: Page, username = ADMIN): Promise<void> {
  const form = await (await page.request.get('/portal/sign-in')).text();
  const csrf = /name="csrf" value="([\w-]+)"/.exec(form)?.[1] ?? '';
  await page.request.post('/portal/sign-in', { form: { csrf, 'demo-user': username }, maxRedirects: 0 });
  await toApiKeys(page);
}

/** The field that holds a value once. */
export const valueField = (page: Page) => page.getByRole('textbox', { name: 'API key', exact: true });

/** Makes a key from the API Keys tab and gives its value; the page that shows it stays open. */
export async function generateKey(page: Page, name: string): Promise<string> {
  await page.getByRole('button', { name: 'Add API key' }).click();
  await page.getByRole('textbox', { name: 'API key name' }).fill(name);
  await page.getByRole('button', { name: 'Generate' }).click();
  await expect(valueField(page)).not.toHaveValue('');
  return valueField(page).inputValue();
}

/** The record with this name. */
export const record = (page: Page, name: string) =>
  page.getByRole('row').filter({ has: page.getByRole('rowheader', { name, exact: true }) });

/** Presses Revoke or Delete on a record and in the pop-up. */
export async function confirmed(page: Page, name: string, action: 'Revoke' | 'Delete'): Promise<void> {
  await record(page, name).getByRole('button', { name: action }).click();
  await page.getByRole('dialog').getByRole('button', { name: action, exact: true }).click();
  await expect(page.getByRole('status')).toContainText(name);
}
