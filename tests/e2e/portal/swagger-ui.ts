import type { Page } from '@playwright/test';

import { expect } from '../../unit/browser-fixture.ts';

/** Opens Swagger UI and waits until it has read the contract. */
export async function openDocs(page: Page, path = '/') {
  await page.goto(path);
  await expect(page.getByRole('button', { name: 'Authorize' })).toBeVisible();
}

/** Gives the key by the dialog behind Authorize. */
export async function authorize(page: Page, key: string) {
  await page.getByRole('button', { name: 'Authorize' }).click();
  const dialog = page.locator('.modal-ux');
  await dialog.getByRole('textbox').fill(key);
  await dialog.getByRole('button', { name: 'Apply credentials' }).click();
  await dialog.getByRole('button', { name: 'Close', exact: true }).click();
}

/** The row of an operation, opened. */
export async function openRow(page: Page, id: string) {
  const row = page.locator(`[id^="operations-"][id$="-${id}"]`);
  await row.locator('.opblock-summary-control').click();
  return row;
}
