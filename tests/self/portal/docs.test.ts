import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';

import { loadContract } from '../../../spec/contract.ts';
import { expect, test } from '../browser-fixture.ts';

/** Opens Swagger UI and waits until it has read the contract. */
async function openDocs(page: Page, path = '/') {
  await page.goto(path);
  await expect(page.getByRole('button', { name: 'Authorize' })).toBeVisible();
}

/** Gives the key by the dialog behind Authorize. */
async function authorize(page: Page, key: string) {
  await page.getByRole('button', { name: 'Authorize' }).click();
  const dialog = page.locator('.modal-ux');
  await dialog.getByRole('textbox').fill(key);
  await dialog.getByRole('button', { name: 'Apply credentials' }).click();
  await dialog.getByRole('button', { name: 'Close', exact: true }).click();
}

/** The row of an operation, opened. */
async function openRow(page: Page, id: string) {
  const row = page.locator(`[id^="operations-"][id$="-${id}"]`);
  await row.locator('.opblock-summary-control').click();
  return row;
}

test('DOC-01 both addresses of Swagger UI list every operation of the contract, and nothing else', async ({ page }) => {
  const paths = loadContract().operations.map(({ path }) => path);
  for (const address of ['/', '/index.html']) {
    await openDocs(page, address);
    const listed = await page
      .locator('.opblock-summary-path')
      .evaluateAll((cells) => cells.map((cell) => cell.getAttribute('data-path')));
    expect(listed.sort()).toEqual([...paths].sort());
  }
});

test('DOC-02 Authorize, Try it out and Execute show curl, request URL, code, body and headers', async ({
  page,
  mock,
}) => {
  await openDocs(page);
  await authorize(page, mock.keys.active);
  const row = await openRow(page, 'listUsers');
  await row.getByRole('button', { name: 'Try it out' }).click();
  await row.getByRole('button', { name: 'Execute' }).click();
  const live = row.locator('.live-responses-table');
  await expect(live.locator('tbody .response-col_status')).toHaveText(/^200/);
  await expect(row.locator('.curl')).toContainText("-H 'mitp-api-key: ");
  await expect(row.locator('.request-url')).toContainText(`${mock.baseUrl}/users?page=1`);
  await expect(live).toContainText('"totalCount"');
  await expect(live).toContainText('content-type: application/json; charset=utf-8');
});

test('DOC-02 without a key, Execute shows the refusal', async ({ page }) => {
  await openDocs(page);
  const row = await openRow(page, 'listUsers');
  await row.getByRole('button', { name: 'Try it out' }).click();
  await row.getByRole('button', { name: 'Execute' }).click();
  await expect(row.locator('.live-responses-table tbody .response-col_status')).toHaveText(/^401/);
});

test('DOC-03 each operation shows its parameters, its responses and example values', async ({ page }) => {
  await openDocs(page);
  for (const { id, parameters } of loadContract().operations) {
    const row = await openRow(page, id);
    for (const { name } of parameters) {
      await expect(row.locator(`tr[data-param-name="${name}"]`), `${id} ${name}`).toBeVisible();
    }
    for (const status of ['200', '400', '401', '404', '429']) {
      await expect(row.locator(`tr.response[data-code="${status}"]`), `${id} ${status}`).toBeVisible();
    }
    await expect(row.locator('tr.response[data-code="200"] pre.example'), id).toContainText('"totalCount"');
    await row.locator('.opblock-summary-control').click();
  }
});

test('The filter of each operation names the fields of that operation, and starts empty', async ({ page }) => {
  await openDocs(page);
  for (const { id, fields } of loadContract().operations.filter(({ path }) => /users|overdue/.test(path))) {
    const row = await openRow(page, id);
    await row.getByRole('button', { name: 'Try it out' }).click();
    const filter = row.locator('tr[data-param-name="queryFilters"]');
    await expect(filter.locator('.renderedMarkdown')).toContainText(fields.map(({ name }) => name).join(', '));
    await expect(filter.getByRole('textbox')).toHaveValue('');
    await expect(filter.getByRole('option', { name: 'One filter' })).toHaveCount(id === 'listUsers' ? 0 : 1);
  }
});

test('The key stays in the page: no storage, no address, and gone after a reload', async ({ page, mock }) => {
  await openDocs(page);
  await authorize(page, mock.keys.active);
  const kept = await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }, location.href]));
  expect(kept).not.toContain(mock.keys.active);
  await page.reload();
  await expect(page.getByRole('button', { name: 'Authorize' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'authorization button unlocked' }).first()).toBeVisible();
});

test('A link can point to one operation', async ({ page }) => {
  await page.goto('/#/Meetings/listMeetings');
  await expect(page.locator('[id$="-listMeetings"]').getByRole('button', { name: 'Try it out' })).toBeVisible();
});

test('Swagger UI loads nothing from elsewhere and breaks no rule of its strict policy', async ({ page, mock }) => {
  const foreign: string[] = [];
  const complaints: string[] = [];
  page.on('request', (request) => {
    if (!request.url().startsWith(mock.url) && !request.url().startsWith('data:')) foreign.push(request.url());
  });
  page.on('console', (message) => complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(error.message));
  const answer = await page.goto('/');
  await authorize(page, mock.keys.active);
  const row = await openRow(page, 'listClients');
  await row.getByRole('button', { name: 'Try it out' }).click();
  await row.getByRole('button', { name: 'Execute' }).click();
  await expect(row.locator('.live-responses-table')).toBeVisible();
  expect([foreign, complaints]).toEqual([[], []]);
  expect(answer?.headers()['content-security-policy']).not.toContain('unsafe');
});

test('The contract is served as YAML and JSON, with the mock as its only server', async ({ request, mock }) => {
  const json = (await (await request.get('/openapi.json')).json()) as { servers: unknown; paths: object };
  expect(json.servers).toEqual([{ url: mock.baseUrl, description: 'This mock' }]);
  expect(Object.keys(json.paths)).toHaveLength(9);
  const yaml = await (await request.get('/openapi.yaml')).text();
  expect(yaml).toContain(`- url: ${mock.baseUrl}`);
  expect(yaml).not.toContain('reporting.live.myitprocess.com/public-api');
});

/** Rules that Swagger UI's own markup breaks, whatever is put around it. */
const THEIRS = [
  'button-name',
  'heading-order',
  'nested-interactive',
  'region',
  'select-name',
  'scrollable-region-focusable',
];

for (const colorScheme of ['light', 'dark'] as const) {
  test(`axe finds nothing in Swagger UI but what its own markup breaks, and no pale text (${colorScheme})`, async ({
    page,
  }) => {
    await page.emulateMedia({ colorScheme });
    await openDocs(page);
    const row = await openRow(page, 'listUsers');
    await row.getByRole('button', { name: 'Try it out' }).click();
    await row.getByRole('button', { name: 'Execute' }).click();
    await expect(row.locator('.live-responses-table')).toBeVisible();
    await page.getByRole('button', { name: 'Authorize' }).click();
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id }) => id).filter((id) => !THEIRS.includes(id))).toEqual([]);
    const { violations: ours } = await new AxeBuilder({ page }).include('.bar').analyze();
    expect(ours.map(({ id }) => id)).toEqual([]);
  });
}
