import type { Page } from '@playwright/test';
import { expect, test } from '../../unit/browser-fixture.ts';
import { authorize, openDocs } from './swagger-ui.ts';

/** The vendor's help page, step by step and in its words; each test is one of its sections. */
const NAME = 'Quarterly report';

/** The API Keys tab, by the button that signs in a demo person. */
async function toKeysAsAda(page: Page): Promise<void> {
  await page.goto('/portal/account/api-keys');
  await page.getByRole('button', { name: 'Continue as Ada Berger' }).first().click();
}

test('KEY-01 KEY-03 the section "API authentication": from the username in the header to the copied key', async ({
  page,
  context,
  mock,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.goto('/portal');
  await page.getByRole('button', { name: 'Continue as Ada Berger' }).first().click();
  // "The API call limit is 50 requests per minute per IT provider."
  await expect(page.getByText('Your IT provider may make 50 requests per minute')).toBeVisible();
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
  // "Treat the key like a password. Be sure to promptly copy the API key."
  await expect(page.getByText('Copy the key now and store it like a password.')).toBeVisible();
  await page.getByRole('button', { name: 'Copy' }).click();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(value);
  expect(mock.state.keys.authenticate(value)?.name).toBe(NAME);
  // "The key is masked and no longer copyable after leaving this page and then returning to it."
  await page.getByRole('tab', { name: 'API Keys' }).click();
  const row = page.getByRole('row', { name: NAME });
  await expect(row).toContainText(`••••••••••••${value.slice(-4)}`);
  await expect(page.getByRole('button', { name: 'Copy' })).toHaveCount(0);
});

test('DOC-02 DOC-03 the section "Using the public API": Authorize, a row, Try it out, Execute', async ({
  page,
  mock,
}) => {
  await openDocs(page, '/index.html');
  // "Click Authorize in the upper-right corner of the page. Enter your API key and confirm authorization."
  const { x, y } = (await page.getByRole('button', { name: 'Authorize' }).boundingBox()) ?? { x: 0, y: 720 };
  expect([x > 900, y < 720]).toEqual([true, true]);
  await authorize(page, mock.keys.active);
  await expect(page.getByRole('button', { name: 'authorization button locked' }).first()).toBeVisible();
  // "Each endpoint is listed with an expandable row. To view endpoint details, click the chevron icon."
  const row = page.locator('[id$="-listUsers"]');
  await row.locator('.opblock-control-arrow').click();
  // "The response code. A description of the response. Any related links. An example response body."
  const ok = row.locator('tr.response[data-code="200"]');
  await expect(ok).toContainText('One page of the list.');
  await expect(ok).toContainText('No links');
  await expect(ok.locator('pre.example')).toContainText('"totalCount"');
  // "Click Try it out for the desired endpoint. Configure any required parameters. Click Execute."
  await row.getByRole('button', { name: 'Try it out' }).click();
  await row.locator('tr[data-param-name="pageSize"]').getByRole('textbox').fill('2');
  await row.getByRole('button', { name: 'Execute' }).click();
  // "The generated curl command. The request URL. The server response, including the response code and response details."
  const live = row.locator('.live-responses-table');
  await expect(live.locator('tbody .response-col_status')).toHaveText(/^200/);
  await expect(row.locator('.curl')).toContainText(/^curl -X 'GET'.*-H 'mitp-api-key: /s);
  await expect(row.locator('.request-url')).toHaveText(/users[?]page=1&pageSize=2$/);
  await expect(row.locator('.request-url')).toContainText(mock.baseUrl);
  await expect(live).toContainText('"pageSize": 2');
  await expect(live).toContainText('content-type: application/json; charset=utf-8');
});

test('KEY-06 KEY-07 KEY-08 KEY-09 the section "Revoking an API key": the value goes, the record remains', async ({
  page,
  mock,
}) => {
  await toKeysAsAda(page);
  // "Click Revoke for the key you want to revoke. In the confirmation pop-up window, click Revoke."
  const row = page.getByRole('row', { name: 'Demo: active' });
  await row.getByRole('button', { name: 'Revoke' }).click();
  await expect(page.getByRole('dialog')).toContainText('The record stays, without its value');
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
  await toKeysAsAda(page);
  // "Click the - icon for the key you want to delete. In the confirmation pop-up window, click Delete."
  const row = page.getByRole('row', { name: 'Demo: active' });
  await row.getByTitle('Delete').click();
  await expect(page.getByRole('dialog')).toContainText('The record and its value are removed for good.');
  await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
  await expect(row).toHaveCount(0);
  expect(mock.state.keys.authenticate(mock.keys.active)).toBeUndefined();
});
